package casework_test

const childStore = "VIGIE_TEST_CHILD"

func child(string) {}
