import { arpSpoofing } from './arp-spoofing.ts'
import { beacon } from './beacon.ts'
import { bruteForceFtp } from './brute-force-ftp.ts'
import { bruteForceHttp } from './brute-force-http.ts'
import { bruteForceLogin } from './brute-force-login.ts'
import { bruteForceRdp } from './brute-force-rdp.ts'
import { bruteForceSmb } from './brute-force-smb.ts'
import { bruteForceSsh } from './brute-force-ssh.ts'
import { captureDrops } from './capture-drops.ts'
import { certificateExpired } from './certificate-expired.ts'
import { certificateNameMismatch } from './certificate-name-mismatch.ts'
import { certificateNotYetValid } from './certificate-not-yet-valid.ts'
import { certificateOldHash } from './certificate-old-hash.ts'
import { certificateSelfSigned } from './certificate-self-signed.ts'
import { cleartextCredentials } from './cleartext-credentials.ts'
import { clockJumps } from './clock-jumps.ts'
import { cutPackets } from './cut-packets.ts'
import { damagedFile } from './damaged-file.ts'
import type { Detection } from './detection.ts'
import { dgaNames } from './dga-names.ts'
import { dnsC2 } from './dns-c2.ts'
import { dnsLongNames } from './dns-long-names.ts'
import { dnsTunnel } from './dns-tunnel.ts'
import { duplicateAddress } from './duplicate-address.ts'
import { fastFlux } from './fast-flux.ts'
import { flagScan } from './flag-scan.ts'
import { halfOpenScan } from './half-open-scan.ts'
import { httpExecutable } from './http-executable.ts'
import { icmpSweep } from './icmp-sweep.ts'
import { largeUpload } from './large-upload.ts'
import { lateralMovement } from './lateral-movement.ts'
import { longConnection } from './long-connection.ts'
import { malformedPackets } from './malformed-packets.ts'
import { mimeMismatch } from './mime-mismatch.ts'
import { oneSidedTraffic } from './one-sided-traffic.ts'
import { portScanVertical } from './port-scan-vertical.ts'
import { portSweepHorizontal } from './port-sweep-horizontal.ts'
import { rogueDhcp } from './rogue-dhcp.ts'
import { smb1InUse } from './smb1-in-use.ts'
import { suspiciousPort } from './suspicious-port.ts'
import { tcpResets } from './tcp-resets.ts'
import { tcpRetransmissions } from './tcp-retransmissions.ts'
import { tcpZeroWindows } from './tcp-zero-windows.ts'
import { suricataAlert } from './suricata-alert.ts'
import { rareFingerprint } from './tls-rare-fingerprint.ts'
import { weakTlsCipher } from './tls-weak-cipher.ts'
import { weakTlsVersion } from './tls-weak-version.ts'
import { zeekNotice } from './zeek-notice.ts'

/** Every check, in the order in which they run and, where equally bad, are shown. */
export const detectionRegistry: readonly Detection[] = [
  suricataAlert,
  zeekNotice,
  beacon,
  portScanVertical,
  portSweepHorizontal,
  halfOpenScan,
  flagScan,
  icmpSweep,
  dnsTunnel,
  dnsC2,
  dnsLongNames,
  dgaNames,
  fastFlux,
  suspiciousPort,
  largeUpload,
  longConnection,
  certificateExpired,
  certificateNotYetValid,
  certificateNameMismatch,
  certificateSelfSigned,
  certificateOldHash,
  weakTlsVersion,
  weakTlsCipher,
  rareFingerprint,
  damagedFile,
  captureDrops,
  oneSidedTraffic,
  clockJumps,
  cutPackets,
  malformedPackets,
  tcpRetransmissions,
  tcpZeroWindows,
  tcpResets,
  cleartextCredentials,
  bruteForceSsh,
  bruteForceRdp,
  bruteForceSmb,
  bruteForceFtp,
  bruteForceHttp,
  bruteForceLogin,
  lateralMovement,
  smb1InUse,
  httpExecutable,
  mimeMismatch,
  arpSpoofing,
  duplicateAddress,
  rogueDhcp,
]
