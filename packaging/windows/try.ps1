# Installs the setup silently, tries what it installed, opens the window, upgrades in place, removes
# it, and fails if anything of it is left or if the person's documents are not.
$ErrorActionPreference = "Stop"
$setup = (Get-Item dist/octavo-*-setup.exe).FullName
$folder = "$env:LOCALAPPDATA\Programs\Octavo"
$data = "$env:LOCALAPPDATA\Octavo"

function Run($program, $arguments, $within = 300) {
    $process = Start-Process $program $arguments -PassThru
    if (-not $process.WaitForExit($within * 1000)) { throw "$program did not end" }
    if ($process.ExitCode -ne 0) { throw "$program ended with $($process.ExitCode)" }
}

Run $setup "/S"
Run "$folder\octavo-window.exe" "--self-test=$env:RUNNER_TEMP\result.json"
Get-Content "$env:RUNNER_TEMP\result.json"
if (-not (Get-Content "$env:RUNNER_TEMP\result.json" | ConvertFrom-Json).ok) { throw "self-test" }
$guide = "$folder\_internal\octavo\_resources\samples\guide.pdf"
& "$folder\octavo.exe" ask $guide "How large may a PDF file be?"
if ($LASTEXITCODE -ne 0) { throw "octavo ask ended with $LASTEXITCODE" }
$before = (Get-ChildItem $data -Recurse -File).Count

$window = Start-Process "$folder\octavo-window.exe" "`"$guide`"" -PassThru
$deadline = (Get-Date).AddSeconds(60)
do {
    Start-Sleep -Milliseconds 500
    $window.Refresh()
    if ($window.HasExited) { throw "the window ended with $($window.ExitCode)" }
    if ((Get-Date) -gt $deadline) { throw "no window" }
} until ($window.MainWindowTitle -like "*Octavo*")
if (-not $window.CloseMainWindow()) { throw "the window cannot be closed" }
if (-not $window.WaitForExit(30000)) { throw "the window does not end" }

Run $setup "/S"
Run "$folder\octavo-window.exe" "--self-test=$env:RUNNER_TEMP\result.json"

# the uninstaller goes on in a copy of itself: with _?= it stays where it is and can be waited for
Run "$folder\uninstall.exe" "/S _?=$folder"
$left = @(
    Get-ChildItem $folder -Recurse -File -ErrorAction SilentlyContinue |
        Where-Object Name -ne "uninstall.exe"
    Get-Item "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\Octavo.lnk" -ErrorAction SilentlyContinue
    Get-Item "HKCU:\Software\Octavo", "HKCU:\Software\Classes\Octavo.pdf" -ErrorAction SilentlyContinue
    Get-Item "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Octavo" -ErrorAction SilentlyContinue
)
if ($left) { $left; throw "something is left" }
if ((Get-ChildItem $data -Recurse -File).Count -lt $before) { throw "documents are gone" }
