"""The market once more, in plain Python floats, for a firm that never gives a discount."""

from tests.unit.mechanisms import laws_twin

PLACES = ("first", "second", "third", "fourth")


class MarketTwin:
    """What rivals offer and what shocks bring, by period; `leads` is how good each rival has become."""

    def __init__(self, scenario):
        self.w, self.leads = scenario, [rival.quality_lead for rival in scenario.market.rivals]

    def signals(self, period):
        now = period * laws_twin.months(self.w) + 1e-9
        there = [rival.opens_after_months <= now for rival in self.w.market.rivals]
        always = 1 - (1 - self.w.market.price_gap) / self.w.price
        gaps = [1 - rival.price / self.w.price for rival in self.w.market.rivals]
        offers = zip(self.w.market.rivals, self.leads, there, strict=True)
        levels = dict.fromkeys(range(4), self.w.loyalty.competition)
        for place, segment in enumerate(self.w.market.segments):
            forces = segment.five_forces
            levels[place] = (
                forces.rivals + forces.entrants + forces.substitutes + forces.buyer_power - 4
            ) / 16
        told = {f"competition_change_in_{name}": 0.0 for name in PLACES}
        for shock in self.w.market.shocks:
            for place, segment in enumerate(self.w.market.segments):
                hit = shock.kind == "deregulation" and shock.segment in ("", segment.name)
                if hit and shock.after_months <= now:
                    told[f"competition_change_in_{PLACES[place]}"] = shock.competition - levels[place]
        return told | {
            "price_gap": max([always, *(gap for gap, is_open in zip(gaps, there, strict=True) if is_open)]),
            "rivals_quality_change": sum(rival.share * lead for rival, lead, is_open in offers if is_open),
            "demand_change": self.demand(now) - 1,
        }

    def demand(self, now):
        demand = 1.0
        for shock in self.w.market.shocks:
            if shock.kind == "demand" and shock.from_months <= now < shock.until_months:
                demand *= shock.multiplier
        return demand

    def extra_months_of_demand(self, months):
        return sum(
            (shock.multiplier - 1) * max(0.0, min(months, shock.until_months) - shock.from_months)
            for shock in self.w.market.shocks
            if shock.kind == "demand"
        )

    def react(self, living):
        of_firm = sum(c.experience for c in living) / len(living) - self.w.expectation.rival_level
        for k, rival in enumerate(self.w.market.rivals):
            if rival.reaction.rule == "imitate_quality":
                share = laws_twin.closed_over(rival.reaction.gap_closed_per_month, self.w)
                self.leads[k] += share * max(0.0, of_firm - self.leads[k])
