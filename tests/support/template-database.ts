export const templateDatabase = "template_of_tests"
