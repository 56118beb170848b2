"""What PyInstaller is told about the program on Windows and on macOS."""

from __future__ import annotations

import sys
from typing import Any

from installers import icons
from installers.layout import PACKAGING, publisher, version, version_numbers
from locks import OLDEST_MACOS


def program_options(name: str) -> dict[str, Any]:
    """Return further options of an executable on this system.

    Args:
        name: The executable's name, for the version that Windows shows.
    """
    if sys.platform == "win32":
        return {"version": _windows_version(name)}
    if sys.platform == "darwin":
        return {
            "argv_emulation": True,  # a PDF that it is opened with comes as an event there
            "target_arch": "arm64",  # onnxruntime has no wheel for Intel any more
            "entitlements_file": str(PACKAGING / "macos" / "entitlements.plist"),
        }
    return {}


def mac_options() -> dict[str, Any]:
    """Return the options of the application bundle."""
    return {
        "icon": icons.of_this_system(),
        "bundle_identifier": publisher().id,
        "version": version(),
        "info_plist": {
            "CFBundleDisplayName": "Octavo",
            "CFBundleShortVersionString": version(),
            "LSApplicationCategoryType": "public.app-category.productivity",
            "LSMinimumSystemVersion": OLDEST_MACOS,
            "NSHighResolutionCapable": True,
            "NSHumanReadableCopyright": f"{publisher().name}. Apache License 2.0.",
            "NSPrincipalClass": "NSApplication",
            "CFBundleDocumentTypes": [
                {
                    "CFBundleTypeName": "PDF document",
                    "CFBundleTypeRole": "Viewer",
                    "LSHandlerRank": "Alternate",  # offered for opening, never the default
                    "LSItemContentTypes": ["com.adobe.pdf"],
                }
            ],
        },
    }


def _windows_version(name: str) -> Any:
    from PyInstaller.utils.win32 import versioninfo as info  # noqa: PLC0415 - on Windows only

    numbers = version_numbers()
    strings = {
        "CompanyName": publisher().name,
        "FileDescription": "Octavo",
        "FileVersion": version(),
        "InternalName": name,
        "LegalCopyright": f"{publisher().name}. Apache License 2.0.",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Octavo",
        "ProductVersion": version(),
    }
    table = info.StringTable("040904B0", [info.StringStruct(*pair) for pair in strings.items()])
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            info.StringFileInfo([table]),
            info.VarFileInfo([info.VarStruct("Translation", [1033, 1200])]),
        ],
    )
