#!/usr/bin/env bash
# What `make run` shows: the starter advisories imported into a data folder of this checkout, this machine and three
# sample organisations scanned against them, and the console of a sample nation, served on loopback until Ctrl-C, with a
# sign-in link for each of three people. With no terminal it looks whether pages and API answer, and ends.
set -euo pipefail
cd "$(dirname "$0")/.."

data=.cache/run-data
key=.cache/run-key/node.key
manara=build/manara
"$manara" feeds import --data "$data" content/starter
if [ ! -e "$data/manara.db" ]; then
  rm -f "$key" "$data/keys"
  "$manara" init --data "$data" --key-file "$key" --nation XX --sample \
    --sector healthcare --sector education --sector agriculture --sector government --sector water \
    --name "en=Sample nation" --name "fr=Pays d'exemple" --name "ar=دولة للتجربة" >"$data/recovery-sheet.txt"
fi
"$manara" scan --data "$data" / samples/hospital samples/university samples/agriculture

links=(--sign-in-link analyst --sign-in-link officer --sign-in-link auditor)
if [ -t 1 ]; then
  echo
  exec "$manara" serve --data "$data" --key-file "$key" "${links[@]}" 2>"$data/access.log"
fi

# Any free port; the first line of the output says which.
out=$data/serve.out
: >"$out"
"$manara" serve --data "$data" --key-file "$key" --listen 127.0.0.1:0 "${links[@]}" >"$out" 2>"$data/access.log" &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in {1..100}; do
  port=$(sed -n '1s/.*:\([0-9]*\)$/\1/p' "$out")
  [ -z "$port" ] || break
  sleep 0.1
done
ask() { # PATH TEXT: the answer has the text
  local answer
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n' "$1" >&3
  answer=$(cat <&3)
  exec 3>&-
  case $answer in *"$2"*) ;; *) echo "GET $1 did not answer \"$2\": $answer" >&2; exit 1 ;; esac
}
ask /health '"status":"ok"'
ask / '<div id="root">'
ask /api/openapi.json '"/api/organisations"'
ask /api/organisations access_unauthenticated
kill -TERM "$server"
wait "$server"
trap - EXIT
echo "the console of the sample nation answers: \`make run\` in a terminal serves it"
