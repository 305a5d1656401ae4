@echo off
rem Starts Firth on Windows, as the script "firth" does elsewhere: finds a JDK, builds if needed, passes the flags.
rem   FIRTH_JAVA_HOME   the JDK to use (default: JAVA_HOME, java on the PATH, then the usual folders)
rem   FIRTH_JAVA_OPTS   more flags for the JVM, such as -Xmx8g
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
set "TARGET=%HOME_DIR%cli\target"
set "JAR=%TARGET%\firth-cli.jar"
set "JDK="

if defined FIRTH_JAVA_HOME (
  call :try "%FIRTH_JAVA_HOME%"
  if not defined JDK (
    echo firth: FIRTH_JAVA_HOME is "%FIRTH_JAVA_HOME%", which is not a JDK 25 or newer 1>&2
    exit /b 1
  )
)
if not defined JDK if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JDK for /f "delims=" %%J in ('where java 2^>nul') do if not defined JDK call :try "%%~dpJ.."
if not defined JDK for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do if not defined JDK call :try "%%~J"
if not defined JDK (
  echo firth: needs a JDK 25 or newer and found none. Install one ^(winget install EclipseAdoptium.Temurin.25.JDK^) or set FIRTH_JAVA_HOME to its folder 1>&2
  exit /b 1
)

if not exist "%JAR%" (
  where mvn >nul 2>nul || (
    echo firth: has to be built first, which needs Maven 1>&2
    exit /b 1
  )
  echo firth: building ^(mvn package^), once ... 1>&2
  pushd "%HOME_DIR%"
  call mvn -q -B -DskipTests -pl core,linalg,ann,parquet,cli package 1>&2 || (
    popd
    echo firth: the build failed; see above 1>&2
    exit /b 1
  )
  popd
)

rem The vector module only where vectors are trained: it costs start-up time.
set "FLAGS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED"
if /i "%~1"=="train" call :vector
if /i "%~1"=="reproduce" call :vector
if /i "%~1"=="count" call :vector
if /i "%~1"=="factorize" call :vector
if /i "%~1"=="bound" call :vector
if /i "%~1"=="convert" call :batch
if /i "%~1"=="demo" call :vector
if /i "%~1"=="classify" call :long
if /i "%~1"=="paraphrase" call :long
if /i "%~1"=="evaluate" call :vector
if /i "%~1"=="compare" call :vector
if /i "%~1"=="align" call :vector
if /i "%~1"=="index" call :vector
if /i "%~1"=="shell" call :vector
if /i "%~1"=="--version" call :vector
if /i "%~1"=="-V" call :vector
if defined FIRTH_JAVA_OPTS set FIRTH_JAVA_OPTS| findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul && call :other

"%JDK%\bin\java.exe" %FLAGS% -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dfirth.command=firth %FIRTH_JAVA_OPTS% "-Xbootclasspath/a:%TARGET%\lib\picocli.jar" -cp "%JAR%" io.firth.cli.Main %*
exit /b %ERRORLEVEL%

rem A second collector would be an error of the JVM.
:other
set "FLAGS=%FLAGS:-XX:+UseSerialGC =%"
set "FLAGS=%FLAGS:-XX:+UseParallelGC =%"
set "FLAGS=%FLAGS:-Xmn32m =%"
exit /b 0

:long
set "FLAGS=-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
exit /b 0

:vector
set "FLAGS=-XX:+UseParallelGC -Xmn32m --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED"
exit /b 0

:batch
set "FLAGS=-XX:+UseParallelGC --enable-native-access=ALL-UNNAMED"
exit /b 0

:try
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%K in ("%~1\release") do if "%%K"=="JAVA_VERSION" call :version "%~1" %%L
exit /b 0

:version
for /f "tokens=1 delims=.-+" %%M in ("%~2") do if %%M GEQ 25 set "JDK=%~1"
exit /b 0
