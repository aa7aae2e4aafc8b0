const notFound = () => Response.json({ error: "not found" }, { status: 404 })

/** An address under /api that is no route. Without this one Next would show the not-found page there. */
export {
  notFound as DELETE,
  notFound as GET,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
}
