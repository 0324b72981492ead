// Two halves of about the same time, which `npm run unit` runs side by side; `npx mocha` alone runs both.
const HALVES = {
  grader: ['grader/test/**/*.test.ts'],
  others: [
    'grader/teaching/test/**/*.test.ts',
    'grader/farm/test/**/*.test.ts',
    'grader/desk/test/**/*.test.ts',
    'assignments/toolkit/test/**/*.test.ts',
  ],
};

module.exports = {
  require: ['./grader/loader/register.js', './grader/test/support/must-end.ts'],
  extension: ['ts'],
  spec: HALVES[process.env.TEST_HALF] ?? Object.values(HALVES).flat(),
  ignore: ['grader/test/specimens/**'],
  timeout: 20000,
};
