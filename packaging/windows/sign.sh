#!/usr/bin/env bash
# Signs programs with the certificate in CERTIFICATE (PKCS #12, base64) and its PASSWORD.
# SIGNTOOL names the program that signs; otherwise it is the newest of the Windows SDK.
set -euo pipefail
if [[ -z "${CERTIFICATE:-}" ]]; then
    echo "::warning::Not signed: WINDOWS_CERTIFICATE is not set. Windows will warn of $*."
    exit 0
fi
key=$(mktemp)
trap 'rm -f "$key"' EXIT
base64 --decode <<<"$CERTIFICATE" >"$key"
shopt -s nullglob
tools=("/c/Program Files (x86)/Windows Kits/10/bin/"*/x64/signtool.exe)
signtool=${SIGNTOOL:-$(printf '%s\n' "${tools[@]}" | sort -V | tail -1)}
if [[ -z "$signtool" ]]; then
    echo "::error::Not signed: this machine has no signtool, which comes with the Windows SDK."
    exit 1
fi
MSYS2_ARG_CONV_EXCL='*' "$signtool" sign /f "$(cygpath -w "$key")" /p "$PASSWORD" \
    /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 "$@"
