export const templateDatabase = "template_of_tests"
/** Signs the commands of the tests. */
export const gatewaySecret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
