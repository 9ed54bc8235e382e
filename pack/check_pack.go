package pack

// checkPack checks pack.yaml.
func checkPack(d *document, p *Pack) {
	p.Pos = d.pos("pack")
}
