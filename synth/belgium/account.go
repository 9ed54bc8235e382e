package belgium

import "context"

// writeAccounts writes what each employer owes for a quarter, what it paid by the due day, and all that it owes by then.
func writeAccounts(ctx context.Context, w *world, s *shelf) error {
	const columns = "NLOSSRegistrationNbr CompanyID Quarter DueAmount PaidAmount BalanceAmount InstalmentPlan StateOn"
	series, err := s.open("nsso/account-%.csv", columns, w.periodic(), dirt(often, 0, 7, 6))
	if err != nil {
		return err
	}
	l := w.newLedger()
	return w.eachFirm(ctx, "account", func(i int32, f *firm, d dice) {
		if len(f.spells) == 0 {
			return
		}
		dues := l.dues(i, f)
		a := account{firm: f, troubled: troubles(f, &d)}
		for q, due := range dues {
			if due == 0 && a.balance == 0 || f.ended != 0 && f.ended < quarterStart(q) {
				continue
			}
			on := quarterStart(q+1) + 45
			share := a.unpaid(q, w.bendOn(i, quarterStart(q)+45).unpaid, &d)
			paid, plan := a.settle(due, share, &d)
			row := identify(series.Begin(on), f).Int(quarterOf(quarterStart(q)))
			row.Hundredths(due).Hundredths(paid).Hundredths(a.balance).Int(plan).Date(on).End()
		}
	})
}

// dues are the contributions of a firm by quarter, in cents.
func (l *ledger) dues(i int32, f *firm) [declaredQuarters]int64 {
	var dues [declaredQuarters]int64
	l.turn(i, f)
	for k := range f.spells {
		s := &f.spells[k]
		if !s.declared() || s.to < history || s.from > closing {
			continue
		}
		for q := monthOf(max(s.from, history)) / 3; q <= min(monthOf(min(s.to, closing))/3, declaredQuarters-1); q++ {
			o := l.of(s, k, q)
			dues[q] += o.contributions - o.reductions
		}
	}
	return dues
}

// account is what an employer owes.
type account struct {
	firm     *firm
	troubled [2]int // quarters between which it can not pay, honestly
	balance  int64  // cents
	planned  bool   // it pays off in instalments
}

// troubles are the quarters in which an employer with money troubles does not pay: those before it ends, or a bad year or two.
func troubles(f *firm, d *dice) [2]int {
	if f.unpaid == 0 {
		return [2]int{declaredQuarters, -1}
	}
	if f.bankrupt {
		last := monthOf(min(max(f.ended, history), closing)) / 3
		return [2]int{last - d.between(3, 7), last}
	}
	from := d.intn(declaredQuarters)
	return [2]int{from, from + d.between(2, 6)}
}

// unpaid is the share of what is due that stays unpaid.
func (a *account) unpaid(q int, scheme float32, d *dice) float64 {
	share := float64(scheme)
	if q >= a.troubled[0] && q <= a.troubled[1] {
		share = max(share, float64(a.firm.unpaid))
	}
	if share == 0 && d.chance(.015) { // forgotten, paid a little later
		return .3 + .7*d.float()
	}
	return share
}

// settle books a quarter: what is paid of it, and of older debts once there is money again.
func (a *account) settle(due int64, share float64, d *dice) (paid int64, plan int) {
	paid = due - int64(share*float64(due))
	if share == 0 && a.balance > 0 {
		if !a.planned && a.balance > due/2 {
			a.planned = d.chance(.6)
		}
		back := a.balance
		if a.planned {
			back = min(a.balance, max(due/3, 50_000))
		}
		paid += back
	}
	a.balance = max(0, a.balance+due-paid)
	if a.balance == 0 {
		a.planned = false
	}
	if a.planned {
		return paid, 1
	}
	return paid, 0
}
