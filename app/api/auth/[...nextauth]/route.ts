import { auth } from "@/lib/app-context"
import { nextAuthRoute } from "@/lib/auth/next-auth-route"

const handler = nextAuthRoute(() => auth().nextAuthOptions())

export { handler as GET, handler as POST }
