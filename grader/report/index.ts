export type { PenaltyReport, QuestionReport, Report, SandboxMode, TestReport, TestStatus } from './report';
export { isTranslated, textIn, type Lang, type Text } from './languages';
export { parseReport, reportSchema } from './report-schema';
export { oneLine, withoutCiCommands } from './text';
export { forStudent } from './visibility';
