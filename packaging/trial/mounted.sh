#!/bin/sh
# mounted.sh IMAGE [ARGUMENT...]: starts what lies in the file system of an AppImage as its first
# stage does: mounts it anew, starts AppRun, unmounts it when that and all that it started have ended.
set -e
image=$1
shift
place=$(mktemp -d)
mkfifo "$place.ended"
squashfuse_ll "$image" "$place"
(
    trap '' INT TERM # what ends the program must not end what clears up after it
    cat "$place.ended" >/dev/null
    fusermount -u -z "$place" # what is about to end may still have it open
    rm -r "$place" "$place.ended"
) &
exec 9>"$place.ended" # closed when the last process has ended that has it
exec "$place/AppRun" "$@"
