import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { HealthPart, type PartHealth } from '../health/health-part.js';

export const OPEN_ACCESS = {
  ko: '열려 있습니다(ACCESS=open): 서버에 닿는 사람은 무엇이든 할 수 있고, 입력한 사람은 확인되지 않습니다.',
  en: 'Open (ACCESS=open): whoever reaches the server may do everything, and nobody who records is verified.',
};

/** Says whether everybody may do everything here. It is as it was asked for, so it is no fault. */
@Injectable()
export class AccessHealth extends HealthPart {
  readonly name = 'access';

  constructor(private readonly settings: Settings) {
    super();
  }

  check(): Promise<PartHealth> {
    const detail =
      this.settings.access === 'open' ? OPEN_ACCESS : { ko: '로그인한 사람만 씁니다.', en: 'For those who sign in.' };
    return Promise.resolve({ status: 'up', detail });
  }
}
