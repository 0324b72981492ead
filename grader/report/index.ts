export type { PenaltyReport, QuestionReport, Report, SandboxMode, TestReport, TestStatus } from './report';
export { parseReport, reportSchema } from './report-schema';
export { oneLine, plainText, withoutCiCommands } from './text';
export { forStudent } from './visibility';
