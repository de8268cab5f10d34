# Sourced by ./mainstay and ./test: what each needs, installed on Debian as root, named in one line elsewhere.

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# install WHAT PACKAGE...: says so, then installs; fails quietly so that the caller can say what to do instead.
install() {
  local what=$1
  shift
  can_install || return 1
  echo "Installing $what ($*)..." >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }; } >/dev/null 2>&1
}

need_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "Mainstay needs the .NET 10 SDK: install it from https://dot.net/download and run this again." >&2
    exit 1
  fi
  case "$(dotnet --version 2>/dev/null)" in
    1[0-9].*) ;;
    *)
      echo "Mainstay needs the .NET SDK 10 or newer, and this is '$(dotnet --version 2>/dev/null)': install it from https://dot.net/download." >&2
      exit 1
      ;;
  esac
}

has_sqlite() {
  [ "$(uname)" != Linux ] || ldconfig -p 2>/dev/null | grep -q 'libsqlite3\.so\.0' || ls /usr/lib/libsqlite3.so.0 /usr/lib64/libsqlite3.so.0 >/dev/null 2>&1
}

need_sqlite() {
  has_sqlite || install "SQLite's library" libsqlite3-0 || {
    echo "Mainstay needs SQLite's library: install the package libsqlite3-0 (Debian, Ubuntu) or sqlite-libs (Fedora, Alpine) and run this again." >&2
    exit 1
  }
}

# These return non-zero when the thing is not there and can't be installed: the tests that need it are then skipped, and say so.
want_chromium() {
  command -v chromium >/dev/null 2>&1 || install "Chromium for the browser tests" chromium fonts-dejavu-core || {
    echo "Without Chromium the browser tests are skipped: install the package chromium." >&2
    return 1
  }
}

# Tests start servers of their own from these programs, as the package's user where they run as root; no service of the package's is used.
has_postgres() {
  command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

want_postgres() {
  has_postgres || install "PostgreSQL for the database tests" postgresql || {
    echo "Without PostgreSQL the tests on it are skipped: install the package postgresql." >&2
    return 1
  }
}

want_node() {
  { command -v node && command -v npm; } >/dev/null 2>&1 || install "Node.js for the conformance tests" nodejs npm || {
    echo "Without Node.js 20 and npm the conformance tests are skipped: install them." >&2
    return 1
  }
}

want_npm_packages() {
  want_node || return 1
  local folder=$1
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return 0
  echo "Installing the npm packages of ${folder##*/}/ ..." >&2
  (cd "$folder" && npm ci --no-audit --no-fund >/dev/null 2>&1 && touch node_modules/.package-lock.json) || {
    echo "Without the npm packages of ${folder##*/}/ its tests are skipped: run 'npm ci' there." >&2
    return 1
  }
}
