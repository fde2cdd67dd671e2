@echo off
rem The command on Windows; see bootstrap.mjs. Not tried on a Windows machine.
where node >nul 2>nul
if errorlevel 1 (
  echo Node was not found. Install Node 24 from nodejs.org and run this again. 1>&2
  exit /b 1
)
node "%~dp0bootstrap.mjs" cli %*
exit /b %errorlevel%
