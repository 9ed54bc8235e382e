package belgium

// scene is what the registers of works, presence, posting, money and inspection are made from.
type scene struct{}
