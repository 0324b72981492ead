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
 * user namespaces, which a container may not give: then the container itself is the only wall, and the output says so.
 */
export function runAutograder(): string {
  return `#!/usr/bin/env bash
set -euo pipefail
root="\${AUTOGRADER_ROOT:-/autograder}"
cd "$root/source"

sandbox=process
if bwrap --unshare-all --unshare-user --ro-bind / / true 2>/dev/null; then
  sandbox=bwrap
else
  echo "No bubblewrap here: submissions run in this container without a wall of their own."
fi

exec node --require ./grader/loader/register.js grader/release/gradescope/autograde.ts "$root" "$sandbox"
`;
}
