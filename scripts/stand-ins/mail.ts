import { startMailStandIn } from "./mail/server"

/** Runs the mail stand-in by itself: `tsx scripts/stand-ins/mail.ts [port] [file to keep mails in]`. */
const [port = "0", file] = process.argv.slice(2)
const standIn = await startMailStandIn({ port: Number(port), file })
console.log(standIn.url)

const stop = async () => {
  await standIn.close()
  process.exit(0)
}
process.once("SIGTERM", stop)
process.once("SIGINT", stop)
