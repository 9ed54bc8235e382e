// Package belgium invents a country that has the shape of Belgium and none of its people: postcodes, codes, proportions and
// the law are those of the real one, and every firm, number, street and worker is drawn by chance. It writes the registers as
// an inspectorate would receive them: the company register with its full files and updates, employers, Dimona, DmfA, works,
// presence, posting, money, benefits, tips and inspections.
//
// Some of its firms cheat. What they do bends the simulation of the labour market before a register is written, so that a
// scheme leaves the traces that it would leave: nothing is planted in a register alone. And each trace has its honest twin.
//
// The country is made in memory, month by month; then all registers are written at once, each by one goroutine, each with
// chances of its own. So the same options give the same bytes, whatever the number of threads. Nothing asks the clock.
//
// Every number that shapes the country stands in data/assumptions.yaml with its meaning and where it comes from.
package belgium
