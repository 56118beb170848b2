#!/usr/bin/env bash
# Copies the application out of the disk image, tries it, opens its window once, removes it, and
# fails if it wrote anything beyond its own folder.
set -euo pipefail
image=$(ls dist/octavo-*.dmg)
mount=$(mktemp -d)
apps=$(mktemp -d)
export OCTAVO_DATA_DIR="$apps/data"
hdiutil attach -nobrowse -readonly -mountpoint "$mount" "$image"
ditto "$mount/Octavo.app" "$apps/Octavo.app"
hdiutil detach "$mount"
program="$apps/Octavo.app/Contents/MacOS/octavo"
"$program" --self-test
guide=$(find "$apps/Octavo.app" -name guide.pdf | head -1)
"$program" ask "$guide" "How large may a PDF file be?"

"$program" "$guide" &
window=$!
for _ in $(seq 120); do
    sleep 0.5
    kill -0 "$window" || { echo "the window ended by itself"; exit 1; }
    shown=$(osascript -e 'tell application "System Events" to count windows of (first process whose unix id is '"$window"')' || echo 0)
    [[ "$shown" == 0 ]] || break
done
screencapture -x window.png || true
kill "$window"
wait "$window" || true
[[ "$shown" != 0 ]] || { echo "no window"; exit 1; }

rm -r "$apps/Octavo.app"
left=$(ls -d "$HOME/Library/Application Support/Octavo" "$HOME/Library/Preferences/"*[Oo]ctavo* \
    "$HOME/Library/Caches/"*[Oo]ctavo* 2>/dev/null || true)
[[ -z "$left" ]] || { echo "left behind: $left"; exit 1; }
