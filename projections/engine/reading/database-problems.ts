import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, type Observable } from 'rxjs';
import { databaseProblem } from './errors.js';

/** On every route, 503 with its own type where the read models' database is away, busy or damaged. */
@Injectable()
export class DatabaseProblems implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        throw databaseProblem(error);
      }),
    );
  }
}
