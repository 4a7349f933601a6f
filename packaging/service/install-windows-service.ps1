<#
.SYNOPSIS
Install Smart Client's head office worker as a Windows service, or remove it.

.DESCRIPTION
The worker is a console program that ends cleanly on Ctrl+C. WinSW (https://github.com/winsw/winsw,
MIT licence) runs it as a service: it starts it with Windows, starts it again when it fails, tells
it to end with Ctrl+C and keeps what it says, a line for each round of answers, in a log that
doesn't grow for ever. Download WinSW-x64.exe (version 2.12 or later) from its releases first.

The service runs as the account given with -Account; with a Windows account that the database
knows (“smartclient headoffice grant --worker”), no password is kept anywhere and the address ends
in ?Trusted_Connection=yes.

.EXAMPLE
.\install-windows-service.ps1 -WinSW .\WinSW-x64.exe -Program C:\SmartClient\Scripts\smartclient.exe `
    -Url "mssql+pyodbc://@sql.example.com/smartclient?Trusted_Connection=yes" `
    -Account "EXAMPLE\svc-smartclient$"

.EXAMPLE
.\install-windows-service.ps1 -Remove
#>
[CmdletBinding(DefaultParameterSetName = "Install")]
param(
    [Parameter(Mandatory, ParameterSetName = "Install")] [string] $WinSW,
    [Parameter(Mandatory, ParameterSetName = "Install")] [string] $Program,
    [Parameter(Mandatory, ParameterSetName = "Install")] [string] $Url,
    [Parameter(ParameterSetName = "Install")] [string] $Account = "NT SERVICE\SmartClientHeadOffice",
    [Parameter(Mandatory, ParameterSetName = "Remove")] [switch] $Remove,
    [string] $Folder = "$env:ProgramData\SmartClient\HeadOffice"
)

$ErrorActionPreference = "Stop"
$service = Join-Path $Folder "SmartClientHeadOffice.exe"

if ($Remove) {
    & $service stop
    & $service uninstall
    if ($LASTEXITCODE -ne 0) { throw "The service could not be removed. Run this as an administrator." }
    Write-Output "The service is removed. What is not answered yet waits safely in the database."
    return
}

foreach ($needed in $WinSW, $Program) {
    if (-not (Test-Path -PathType Leaf $needed)) { throw "There is no file $needed." }
}
New-Item -ItemType Directory -Force $Folder | Out-Null
Copy-Item -Force $WinSW $service

function Protect-Text([string] $text) { [System.Security.SecurityElement]::Escape($text) }

@"
<service>
  <id>SmartClientHeadOffice</id>
  <name>Smart Client head office worker</name>
  <description>Answers what sales reps send to head office.</description>
  <executable>$(Protect-Text ((Resolve-Path $Program).Path))</executable>
  <arguments>headoffice serve --url &quot;$(Protect-Text $Url)&quot;</arguments>
  <env name="PYTHONUNBUFFERED" value="1"/>
  <startmode>Automatic</startmode>
  <delayedAutoStart>true</delayedAutoStart>
  <onfailure action="restart" delay="10 sec"/>
  <onfailure action="restart" delay="60 sec"/>
  <resetfailure>10 min</resetfailure>
  <stoptimeout>60 sec</stoptimeout>
  <log mode="roll-by-size"><sizeThreshold>10240</sizeThreshold><keepFiles>8</keepFiles></log>
  <serviceaccount><username>$(Protect-Text $Account)</username></serviceaccount>
</service>
"@ | Set-Content -Encoding utf8 (Join-Path $Folder "SmartClientHeadOffice.xml")

& $service install
if ($LASTEXITCODE -ne 0) { throw "The service could not be installed. Run this as an administrator." }
& $service start
if ($LASTEXITCODE -ne 0) { throw "The service did not start. Its log is in $Folder." }
Write-Output "The service runs. Its log is in $Folder."
