/** `import('….pcap?capture')`: the capture's bytes are part of the build (vite.config.ts). */
declare module '*?capture' {
  const load: () => Promise<File>
  export default load
}
