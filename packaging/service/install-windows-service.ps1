<#
.SYNOPSIS
Install Smart Client's head office worker, or its web service, as a Windows service, or remove it.

.DESCRIPTION
The worker is a console program that ends cleanly on Ctrl+C. WinSW (https://github.com/winsw/winsw,
MIT licence) runs it as a service: it starts it with Windows, restarts it when it fails, stops it
with Ctrl+C and keeps its output, a line for each round of answers and for whatever is wrong, in a
log of limited size. Download WinSW-x64.exe, version 2.12.0, from its releases first. The file is
used only if its SHA-256 is the one in this script. For another version give the checksum that its
publisher names with -WinSWSha256.

The service runs as the account given with -Account; that is checked before it is started. With a
Windows account that the database knows (“smartclient headoffice grant --worker”) no password is
kept anywhere, and the address ends in ?Trusted_Connection=yes. For an account that has a password
of its own give it with -AccountPassword; Windows keeps it. A group managed service account (its
name ends in $) and a virtual account (NT SERVICE\...) have none.

With a SQL login, name it in the address and give its password with -SqlPassword: it is kept in the
service's folder, which only administrators and the service's account may read.

.EXAMPLE
.\install-windows-service.ps1 -WinSW .\WinSW-x64.exe -Program C:\SmartClient\Scripts\smartclient.exe `
    -Url "mssql+pyodbc://@sql.example.com/smartclient?Trusted_Connection=yes" `
    -Account 'EXAMPLE\svc-smartclient$'

.EXAMPLE
.\install-windows-service.ps1 -WinSW .\WinSW-x64.exe -Program C:\SmartClient\Scripts\smartclient.exe `
    -Url "mssql+pyodbc://headoffice_worker@sql.example.com/smartclient" `
    -SqlPassword (Read-Host -AsSecureString "Password of headoffice_worker")

With -Web it installs the web service instead, under a name and in a folder of its own; give the
options of "smartclient headoffice web" besides --url with -WebOptions. Its certificate, where it
makes one itself, is kept in that folder.

.EXAMPLE
.\install-windows-service.ps1 -Web -WinSW .\WinSW-x64.exe -Program C:\SmartClient\Scripts\smartclient.exe `
    -Url "mssql+pyodbc://@sql.example.com/smartclient?Trusted_Connection=yes" `
    -Account 'EXAMPLE\svc-smartclient-web$' `
    -WebOptions "--listen 0.0.0.0:443 --public-url https://office.example.com --certificate C:\Certs\chain.pem --key C:\Certs\key.pem"

.EXAMPLE
.\install-windows-service.ps1 -Remove

.EXAMPLE
.\install-windows-service.ps1 -Remove -Web
#>
[CmdletBinding(DefaultParameterSetName = "Install")]
param(
    [Parameter(Mandatory, ParameterSetName = "Install")] [string] $WinSW,
    # WinSW-x64.exe 2.12.0, as Scoop's main bucket has it
    [Parameter(ParameterSetName = "Install")] [ValidatePattern("^[0-9A-Fa-f]{64}$")]
    [string] $WinSWSha256 = "05b82d46ad331cc16bdc00de5c6332c1ef818df8ceefcd49c726553209b3a0da",
    [Parameter(Mandatory, ParameterSetName = "Install")] [string] $Program,
    [Parameter(Mandatory, ParameterSetName = "Install")] [string] $Url,
    [Parameter(ParameterSetName = "Install")] [string] $Account = "",
    [switch] $Web,
    [Parameter(ParameterSetName = "Install")] [string] $WebOptions = "",
    [Parameter(ParameterSetName = "Install")] [securestring] $AccountPassword,
    [Parameter(ParameterSetName = "Install")] [securestring] $SqlPassword,
    [Parameter(Mandatory, ParameterSetName = "Remove")] [switch] $Remove,
    [string] $Folder = ""
)

$ErrorActionPreference = "Stop"
$name = "SmartClientHeadOffice"
$title = "Smart Client head office worker"
$what = "Answers what sales reps send to head office."
if ($Web) {
    $name = "SmartClientWeb"
    $title = "Smart Client head office web service"
    $what = "Serves head office to devices over HTTPS."
}
if (-not $Folder) {
    $part = if ($Web) { "Web" } else { "HeadOffice" }
    $Folder = "$env:ProgramData\SmartClient\$part"
}
if (-not $Account) { $Account = "NT SERVICE\$name" }
$service = Join-Path $Folder "$name.exe"
$settings = Join-Path $Folder "$name.xml"

if ($Remove) {
    & $service stop
    & $service uninstall
    if ($LASTEXITCODE -ne 0) { throw "The service could not be removed. Run this as an administrator." }
    Remove-Item -Force $settings
    Write-Output "The service is removed. What is not answered yet waits safely in the database."
    return
}

foreach ($needed in $WinSW, $Program) {
    if (-not (Test-Path -PathType Leaf $needed)) { throw "There is no file $needed." }
}
$domain, $user = $Account -split "\\", 2
if (-not $user) { throw "Write the account as DOMAIN\NAME, on this computer as .\NAME." }

function Protect-Text([string] $text) { [System.Security.SecurityElement]::Escape($text) }

function Get-PlainText([securestring] $text) {
    [System.Net.NetworkCredential]::new("", $text).Password
}

function Write-Settings([string] $logon) {
    $command = "headoffice serve --url &quot;$(Protect-Text $Url)&quot;"
    if ($Web) {
        $command = "--home &quot;$(Protect-Text $Folder)&quot; headoffice web " +
            "--url &quot;$(Protect-Text $Url)&quot; $(Protect-Text $WebOptions)"
    }
    $password = ""
    if ($SqlPassword) {
        $value = Protect-Text (Get-PlainText $SqlPassword)
        $password = "<env name=`"SMARTCLIENT_PASSWORD`" value=`"$value`"/>"
    }
    @"
<service>
  <id>$name</id>
  <name>$title</name>
  <description>$what</description>
  <executable>$(Protect-Text ((Resolve-Path $Program).Path))</executable>
  <arguments>$command</arguments>
  <env name="PYTHONUNBUFFERED" value="1"/>
  $password
  <startmode>Automatic</startmode>
  <delayedAutoStart>true</delayedAutoStart>
  <onfailure action="restart" delay="10 sec"/>
  <onfailure action="restart" delay="10 min"/>
  <resetfailure>1 hour</resetfailure>
  <stoptimeout>60 sec</stoptimeout>
  <log mode="roll-by-size"><sizeThreshold>10240</sizeThreshold><keepFiles>8</keepFiles></log>
  <serviceaccount>
    <domain>$(Protect-Text $domain)</domain>
    <user>$(Protect-Text $user)</user>
    $logon
  </serviceaccount>
</service>
"@ | Set-Content -Encoding utf8 $settings
}

# only SYSTEM and administrators may look into the folder, whatever is above it
New-Item -ItemType Directory -Force $Folder | Out-Null
& icacls $Folder /inheritance:r /grant "*S-1-5-18:(OI)(CI)F" "*S-1-5-32-544:(OI)(CI)F" | Out-Null
if ($LASTEXITCODE -ne 0) { throw "The folder $Folder can't be protected. Run this as an administrator." }

# checked where others can't replace it any more, and before it takes the service's place
$candidate = "$service.unchecked"
Copy-Item -Force $WinSW $candidate
$sha256 = (Get-FileHash -Algorithm SHA256 $candidate).Hash
if ($sha256 -ne $WinSWSha256) {
    Remove-Item -Force $candidate
    throw "$WinSW has the SHA-256 $sha256 and not $WinSWSha256, so it was not used. Download it again."
}
Move-Item -Force $candidate $service

# a virtual account is made with the service and may log on as one; others must be allowed to
$logon = ""
if ($domain -ne "NT SERVICE") { $logon = "<allowservicelogon>true</allowservicelogon>" }
$kept = $logon
if ($AccountPassword) {
    $logon += "<password>$(Protect-Text (Get-PlainText $AccountPassword))</password>"
}
Write-Settings $logon
& $service install
$installed = $LASTEXITCODE
# Windows has the account's password now
Write-Settings $kept
if ($installed -ne 0) { throw "The service could not be installed. Run this as an administrator." }

$runs = (Get-CimInstance Win32_Service -Filter "Name='$name'").StartName
$wanted = if ($domain -eq ".") { ".\$user", "$env:COMPUTERNAME\$user" } else { $Account }
if ($wanted -notcontains $runs) {
    & $service uninstall
    throw "The service would run as $runs and not as $Account, so it was removed again."
}
& icacls $Folder /grant "${Account}:(OI)(CI)M" | Out-Null
if ($LASTEXITCODE -ne 0) { throw "The account $Account can't be given its folder $Folder." }
& $service start
if ($LASTEXITCODE -ne 0) { throw "The service did not start. Its log is in $Folder." }
Write-Output "The service runs as $runs. Its log is in $Folder."
