export { roundedPoints, sumPoints, withoutDust } from './points';
export { codeLines, findLine } from './code-lines';
export type {
  PenaltyReport,
  QuestionReport,
  Report,
  ReviewReport,
  SandboxMode,
  TestReport,
  TestStatus,
} from './report';
export { isTranslated, textIn, type Lang, type Text } from './languages';
export { declarationSchema, parseReport, reportSchema } from './report-schema';
export { oneLine, plainText, withoutCiCommands } from './text';
export { forStudent } from './visibility';
