#!/usr/bin/env bash
# gradescope-utils 0.5.0 (PyPI) with Python's unittest.
# Guess: results.json has an entry for each weighted test, and one that fails costs its points of the maximum.
# Seen: a test in which a subTest fails has no entry at all, and neither have skipped tests and expected failures, while
# the same assertion without subTest is an entry of 0 points. Its points are missing from the maximum: a student whose
# loop over subtests fails has 1 of 1 and not 1 of 4.
# Output seen:
#   all pass: 4 of 4
#   a subtest fails: 1 of 1
#   fails without subtests: 1 of 4
#   skipped: 1 of 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet gradescope-utils==0.5.0
cat > "$folder/grade.py" <<'PY'
import io, json, unittest
from gradescope_utils.autograder_utils.decorators import weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

def graded(title, check):
    class Homework(unittest.TestCase):
        @weight(1)
        def test_other(self):
            self.assertEqual(1, 1)

        @weight(3)
        def test_squares(self):
            check(self)

    stream = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Homework)
    JSONTestRunner(stream=stream).run(suite)
    result = json.loads(stream.getvalue())
    print(f"{title}: {result['score']:g} of {sum(test['max_score'] for test in result['tests']):g}")

def subtests(expected):
    def check(test):
        for x, y in expected.items():
            with test.subTest(x=x):
                test.assertEqual(x * x, y)
    return check

graded("all pass", subtests({1: 1, 2: 4}))
graded("a subtest fails", subtests({1: 1, 2: 5}))
graded("fails without subtests", lambda test: test.assertEqual(2 * 2, 5))
graded("skipped", lambda test: test.skipTest("not yet"))
PY
found=$("$folder/venv/bin/python" "$folder/grade.py")
echo "$found"
[ "$found" = "all pass: 4 of 4
a subtest fails: 1 of 1
fails without subtests: 1 of 4
skipped: 1 of 1" ]
