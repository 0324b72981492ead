#!/usr/bin/env bash
# junit2json 4.0.0, test-results-parser 0.4.6 and junit-to-ctrf 0.0.14 (npm), which read JUnit's XML.
# Guess: the name of a test is text, and two tests of a suite with different names stay two.
# Seen: two of the three give a number for a name that looks like one: exercise "1.10" becomes 1.1, as "1.1" does, and
# "007" 7. junit2json reads a class called "0x10" as 0 and cuts a host called "1e3" down to 1. Only junit-to-ctrf keeps
# the names. Whoever joins results with a gradebook by such names adds one exercise's points to another's.
# Output seen:
#   junit2json [7,[1.1,1.1],[0,0],1]
#   test-results-parser [7,[1.1,1.1]]
#   junit-to-ctrf ["1.1","1.10"]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund junit2json@4.0.0 test-results-parser@0.4.6 junit-to-ctrf@0.0.14 >/dev/null
cat > report.xml <<'XML'
<testsuites>
  <testsuite name="007" tests="2" hostname="1e3">
    <testcase name="1.1" classname="0x10" time="1" />
    <testcase name="1.10" classname="0x10" time="1"><failure message="wrong" /></testcase>
  </testsuite>
</testsuites>
XML
cat > read.js <<'JS'
const { readFileSync } = require('node:fs');
const { parse } = require('junit2json');
const { convertJUnitToCTRFReport } = require('junit-to-ctrf');
const results = require('test-results-parser');

async function main() {
  const suite = (await parse(readFileSync('report.xml', 'utf8'))).testsuite[0];
  const of = (key) => suite.testcase.map((test) => test[key]);
  console.log('junit2json', JSON.stringify([suite.name, of('name'), of('classname'), suite.hostname]));
  const [other] = results.parse({ type: 'junit', files: ['report.xml'] }).suites;
  console.log('test-results-parser', JSON.stringify([other.name, other.cases.map(({ name }) => name)]));
  const { tests } = (await convertJUnitToCTRFReport('report.xml')).results;
  console.log('junit-to-ctrf', JSON.stringify(tests.map(({ name }) => name)));
}
void main();
JS
found=$(node read.js)
echo "$found"
[ "$found" = 'junit2json [7,[1.1,1.1],[0,0],1]
test-results-parser [7,[1.1,1.1]]
junit-to-ctrf ["1.1","1.10"]' ]
