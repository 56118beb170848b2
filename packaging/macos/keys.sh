#!/usr/bin/env bash
# Puts the keys for signing and notarising into a keychain of their own, and tells build.py of them
# through the environment of the steps that follow. Without secrets, nothing is signed.
set -euo pipefail
if [[ -z "${CERTIFICATE:-}" || -z "${IDENTITY:-}" ]]; then
    echo "::warning::Not signed: MACOS_CERTIFICATE or MACOS_SIGN_IDENTITY is not set. macOS will warn."
    exit 0
fi
keychain="$RUNNER_TEMP/octavo.keychain-db"
password=$(uuidgen)
key="$RUNNER_TEMP/octavo.p12"
trap 'rm -f "$key"' EXIT
base64 --decode <<<"$CERTIFICATE" >"$key"
security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 7200 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$key" -P "$CERTIFICATE_PASSWORD" -t cert -f pkcs12 -k "$keychain" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
echo "OCTAVO_SIGN_IDENTITY=$IDENTITY" >>"$GITHUB_ENV"
if [[ -z "${NOTARY_APPLE_ID:-}" || -z "${NOTARY_PASSWORD:-}" || -z "${NOTARY_TEAM:-}" ]]; then
    echo "::warning::Not notarised: MACOS_NOTARY_APPLE_ID, _PASSWORD or _TEAM is not set."
    exit 0
fi
xcrun notarytool store-credentials octavo --keychain "$keychain" --apple-id "$NOTARY_APPLE_ID" \
    --password "$NOTARY_PASSWORD" --team-id "$NOTARY_TEAM"
echo "OCTAVO_NOTARY_PROFILE=octavo" >>"$GITHUB_ENV"
