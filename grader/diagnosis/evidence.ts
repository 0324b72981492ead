import type { TestStatus } from '../report/report';
import type { FailedComparison } from '../suite/failed-comparison';
import type { SandboxedError } from '../wire/messages';
import type { Plain } from '../wire/plain';

/** What one call into student code gave. */
export type CallResult =
  | { argument: unknown; value: Plain }
  | { argument: unknown; error: Pick<SandboxedError, 'kind' | 'name' | 'message' | 'stack' | 'pt-BR'> };

/** All that a test saw of a submission, kept while a failure is to be explained. */
export interface Observed {
  calls: CallResult[];
  comparison: FailedComparison | null;
}

/** One test or penalty of a question as a diagnosis looks at it. */
export interface TestEvidence {
  id: string;
  hidden: boolean;
  status: TestStatus;
  /** The sentence that the report shows. */
  message: string | null;
  /** Where in the student's file it threw. */
  location: string | null;
  /** Null when it passed or did not run. */
  observed: Observed | null;
}
