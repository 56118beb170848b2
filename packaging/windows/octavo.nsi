; Octavo's installer for one person, without administrator's rights.
; packaging/build.py nsis defines VERSION, NUMBERS, PUBLISHER, HOMEPAGE, BUNDLE, ICON, OUT, STUB,
; COMPRESSION and, where programs are signed, SIGN: a command that signs the file that follows it.
;
; Silent: setup.exe /S [/D=C:\folder]      uninstall.exe /S  (documents are kept)
; Exit codes: 0 done, 1 cancelled, 2 Octavo is running or its files cannot be replaced

Unicode true
Target ${STUB}
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

Name "Octavo"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Octavo"
InstallDirRegKey HKCU "Software\Octavo" "Folder"
SetCompressor ${COMPRESSION}
ManifestDPIAware true
BrandingText "Octavo ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Octavo"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Octavo's installer"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}. Apache License 2.0."

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Octavo"
!define DATA "$LOCALAPPDATA\Octavo"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\octavo-window.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Signs the uninstaller, which is built into the installer: that it is signed too would not reach it.
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

; Only what the installer put there is replaced: the folder may hold files of the person's own.
; All of it or nothing: the old program is set aside under other names, deleted once the new one is
; whole, and put back if it is not.
!macro Probe NAME
  ; Windows lets nobody write to the file of a running program, though it may be renamed.
  ${If} ${FileExists} "$INSTDIR\${NAME}"
    FileOpen $0 "$INSTDIR\${NAME}" a
    FileClose $0
  ${EndIf}
!macroend

!macro Remove NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}\*.*"
    RMDir /r "$INSTDIR\${NAME}"
  ${ElseIf} ${FileExists} "$INSTDIR\${NAME}"
    Delete "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

!macro SetAside NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}"
    !insertmacro Remove "${NAME}.old"
    Rename "$INSTDIR\${NAME}" "$INSTDIR\${NAME}.old"
  ${EndIf}
!macroend

!macro PutBack NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}.old"
    !insertmacro Remove "${NAME}"
    Rename "$INSTDIR\${NAME}.old" "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

!macro ForEach DO
  ; first what cannot be renamed while a file in it is in use
  !insertmacro ${DO} "_internal"
  !insertmacro ${DO} "octavo-window.exe"
  !insertmacro ${DO} "octavo.exe"
!macroend

!macro RemoveOld NAME
  !insertmacro Remove "${NAME}.old"
!macroend

!macro SetProgramAside
  retry:
    ClearErrors
    !insertmacro Probe "octavo-window.exe"
    !insertmacro Probe "octavo.exe"
    StrCpy $1 ""
    ${If} ${Errors} ; which clears them
      StrCpy $1 "busy"
    ${Else}
      !insertmacro ForEach SetAside
      ${If} ${Errors}
        !insertmacro ForEach PutBack
        StrCpy $1 "busy"
      ${EndIf}
    ${EndIf}
    ${If} $1 == "busy"
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
        "Octavo is running. Close it, then choose Retry." /SD IDCANCEL IDRETRY retry
      SetErrorLevel 2
      Abort "Octavo is running, or its files cannot be replaced. Nothing was changed."
    ${EndIf}
!macroend

; Called after each Abort, also if a person gives up because a file cannot be written.
Function .onInstFailed
  !insertmacro ForEach PutBack
FunctionEnd

Section "Octavo"
  !insertmacro SetProgramAside
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${BUNDLE}/*"
  ${If} ${Errors}
    SetErrorLevel 2
    Abort "Some files could not be written to $INSTDIR. The version before is there again."
  ${EndIf}
  !insertmacro ForEach RemoveOld
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Octavo.lnk" "$INSTDIR\octavo-window.exe"

  WriteRegStr HKCU "Software\Octavo" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Octavo"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\octavo-window.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  !if "${HOMEPAGE}" != ""
    WriteRegStr HKCU "${UNINSTALL}" "URLInfoAbout" "${HOMEPAGE}"
  !endif
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0

  ; Offered under “Open with”; the program that opens PDFs stays what it is.
  WriteRegStr HKCU "Software\Classes\Octavo.pdf" "" "PDF document"
  WriteRegStr HKCU "Software\Classes\Octavo.pdf\shell\open\command" "" \
    '"$INSTDIR\octavo-window.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.pdf\OpenWithProgids" "Octavo.pdf" ""
  WriteRegStr HKCU "Software\Classes\Applications\octavo-window.exe" "FriendlyAppName" "Octavo"
  WriteRegStr HKCU "Software\Classes\Applications\octavo-window.exe\SupportedTypes" ".pdf" ""
  WriteRegStr HKCU "Software\Classes\Applications\octavo-window.exe\shell\open\command" "" \
    '"$INSTDIR\octavo-window.exe" "%1"'
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\octavo.exe" "" \
    "$INSTDIR\octavo.exe"
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro SetProgramAside
  !insertmacro ForEach RemoveOld
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Octavo.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Octavo"
  DeleteRegKey HKCU "Software\Classes\Octavo.pdf"
  DeleteRegKey HKCU "Software\Classes\Applications\octavo-window.exe"
  DeleteRegValue HKCU "Software\Classes\.pdf\OpenWithProgids" "Octavo.pdf"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\octavo.exe"
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
  ${If} ${FileExists} "${DATA}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 \
      "Remove your documents, threads and settings in ${DATA} too?$\r$\n$\r$\nThis cannot be undone." \
      /SD IDNO IDNO keep
    RMDir /r "${DATA}"
    keep:
  ${EndIf}
SectionEnd
