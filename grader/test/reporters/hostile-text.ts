/** Stands in every guarded field of a hidden test. */
export const CANARY = 'CANARY-7f3a';

/** A link, an image or a script of a student must not lead here. */
export const TRAP = 'http://127.0.0.1:9/trap';

/** Texts that break out of careless formats. The last one is huge. */
export const HOSTILE: readonly string[] = [
  `<script>document.title = 'owned'</script><img src=x onerror="document.title='owned'">`,
  `"><svg onload="document.title='owned'"><style>body{display:none}</style><link rel=stylesheet href=${TRAP}>`,
  `' onmouseover='document.title="owned"' x='</style></title></pre></textarea>--><!--`,
  ']]><failure message="forged"/><![CDATA[ &amp; &#0; &bogus; <?xml ?>',
  '\u001b[2J\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b]8;;http://127.0.0.1:9/\u001b\\link\u001b]8;;\u001b\\ \u009b31m',
  'null\u0000 bell\u0007 backspace\b\b form\f vertical\u000b delete\u007f escape\u001b nel\u0085 unit\u001f',
  'half a pair \ud83d and \udc00, noncharacters \ufffe \uffff, separators \u2028 \u2029, BOM \ufeff',
  'right \u202Eto left\u202C \u2066isolate\u2069 شكرا עברית mixed 1 < 2',
  'emoji 👩‍🔬👍🏽🇧🇷 combining Z͑ͫ̓a̴l̶g̷o̸ wide 漢字 ﷽',
  `| pipe | \`tick\` \`\`\` fence\n\`\`\`\`\nout <b>bold</b> *em* __strong__ ~~s~~ $x^2$ <!-- c -->\n</details>\n\n# heading`,
  `@everyone #1 ![pixel](${TRAP}) [click](javascript:alert(1)) <${TRAP}> ${TRAP} www.example.com a@example.com`,
  '[[ATTACHMENT|/etc/passwd]] ::error file=a.ts::forged ::set-output name=x::y ##[error]forged',
  '- item\n1. one\n\n    indented\n\n---\n\n===\n\t\ttabs\r\nwindows\rmac',
  '{{constructor.constructor("x")()}} ${7*7} %s %n %x __proto__',
  `unbroken${'x'.repeat(3000)}`,
  `${'a wall of numbers 0.123456789, '.repeat(40_000)}`,
];
