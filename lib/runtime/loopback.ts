import "server-only"

/** Whether the URL leads to this machine: nothing on the way can read or change what is sent. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
