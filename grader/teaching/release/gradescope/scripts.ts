/**
 * setup.sh: runs once, when Gradescope builds the image. Ubuntu's own Node is too old, so the packager's version is
 * taken from nodejs.org and checked against the published sums.
 */
export function setupScript(nodeVersion: string): string {
  return `#!/usr/bin/env bash
set -euo pipefail

apt-get update
apt-get install -y --no-install-recommends ca-certificates curl xz-utils bubblewrap

case "$(uname -m)" in
  aarch64 | arm64) machine=arm64 ;;
  *) machine=x64 ;;
esac
archive="node-${nodeVersion}-linux-$machine.tar.xz"
cd /tmp
curl -fsSLO "https://nodejs.org/dist/${nodeVersion}/$archive"
curl -fsSL "https://nodejs.org/dist/${nodeVersion}/SHASUMS256.txt" | grep " $archive\\$" | sha256sum --check -
tar -xJf "$archive" -C /usr/local --strip-components=1
rm "$archive"

cd /autograder/source
npm ci --omit=dev --no-audit --no-fund
`;
}

/**
 * run_autograder: runs for each submission. Its output is for teachers; students see results.json. Bubblewrap needs
 * user namespaces, which a container may not give. Then submissions run as another user, from whom the files that
 * decide grades are kept. Where that user cannot read the grader either, there is no wall at all, and nothing is graded
 * unless the teacher has allowed it. The output begins with which it was.
 */
export function runAutograder(): string {
  return `#!/usr/bin/env bash
set -euo pipefail
root="\${AUTOGRADER_ROOT:-/autograder}"
cd "$root/source"

sandbox=process
if bwrap --unshare-all --unshare-user --ro-bind / / --proc /proc --dev /dev --size 65536 --tmpfs /tmp true 2>/dev/null; then
  sandbox=bwrap
  echo "Submissions run isolated by bubblewrap."
elif setpriv --reuid=65534 --regid=65534 --clear-groups node -e 'require("./package.json")' 2>/dev/null; then
  echo "No bubblewrap here: submissions run in this container as a user without rights."
  export BOLETIM_SANDBOX_UID=65534
  shopt -s nullglob
  hidden="$(node -p 'require("./gradescope.json").hidden || ""')"
  mapfile -t reference < <(node -p 'require("./gradescope.json").reference.join("\\n")')
  for secret in "$hidden" "\${reference[@]}" fixtures/*/expected assignments/*/suites "$root/results" "$root/submission_metadata.json" extensions.json signing-key.pem; do
    if [ -e "$secret" ]; then chmod -R go-rwx "$secret"; fi
  done
  if [ -n "$hidden" ] && [ -d "$hidden/inputs" ]; then
    chmod go+x "$hidden"
    chmod -R go+rX "$hidden/inputs"
    echo "What hidden tests read from $hidden/inputs can be read by every submission: only bubblewrap can hide it."
  fi
elif [ "$(node -p 'require("./gradescope.json").allowUnisolated')" = true ]; then
  echo "No wall here: a submission can read hidden tests and solutions, and write its own points."
else
  echo "Not graded. No wall here: a submission could read hidden tests and solutions, and write its own points." >&2
  echo "To grade all the same, pack the autograder with --allow-unisolated." >&2
  exit 3
fi

exec npx --no-install boletim autograde "$root" "$sandbox"
`;
}
