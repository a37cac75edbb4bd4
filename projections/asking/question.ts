import type { Type } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Kysely } from 'kysely';
import { queryRoute, type QueryRoute } from '../../src/http/query-route.js';
import type { Moment } from './moment/moment.js';
import { type SnapshotAsked, Snapshots } from './snapshots.js';
import type { Stated } from './stated.js';

/** Reads an answer out of one snapshot. `since` is the moment itself unless another was asked for, to compare with. */
export type Answering<Tables, Result> = (db: Kysely<Tables>, stated: Stated, since: Moment) => Promise<Result>;

export interface QuestionOf<P extends string, Asked extends SnapshotAsked, Tables, Result> extends QueryRoute<
  P,
  Asked,
  Result
> {
  /** The read models that the answer is read from, or those that what is asked needs. */
  readonly reads: readonly string[] | ((asked: NoInfer<Asked>) => readonly string[]);
  /** Understands what is asked, or throws Problem before anything is read; then reads it. */
  answer(asked: Asked & Record<P, string>): Answering<Tables, NoInfer<Result>>;
}

/** A question as Nest runs it: its route sends a query over the query bus to its handler. */
export interface Question<Asked, Result> {
  readonly name: string;
  readonly Query: new (asked: Asked) => Query<Result>;
  readonly Handler: Type<IQueryHandler>;
  readonly Controller: Type<object>;
  /** What the handler answers. */
  answer(snapshots: Snapshots, asked: Asked): Promise<Result>;
}

/** Makes the query, its handler and its route. */
export function question<Asked extends SnapshotAsked, Tables, Result, P extends string = never>(
  of: QuestionOf<P, Asked, Tables, Result>,
): Question<Asked & Record<P, string>, Result> {
  type Sent = Asked & Record<P, string>;
  const { name, reads } = of;
  const { [name]: Asks } = { [name]: class extends Sending<Sent, Result> {} };
  const answer = (snapshots: Snapshots, asked: Sent) =>
    snapshots.read(typeof reads === 'function' ? reads(asked) : reads, asked, of.answer(asked));
  const { [`${name}Handler`]: Handler } = {
    [`${name}Handler`]: class implements IQueryHandler<Sending<Sent, Result>> {
      constructor(private readonly snapshots: Snapshots) {}

      execute({ asked }: Sending<Sent, Result>): Promise<Result> {
        return answer(this.snapshots, asked);
      }
    },
  };
  Reflect.defineMetadata('design:paramtypes', [Snapshots], Handler!);
  QueryHandler(Asks!)(Handler!);
  return { name, Query: Asks!, Handler: Handler!, Controller: queryRoute(of, Asks!), answer };
}

abstract class Sending<Asked, Result> extends Query<Result> {
  constructor(readonly asked: Asked) {
    super();
  }
}
