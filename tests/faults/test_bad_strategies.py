"""Settings of strategies that cannot be end with exit code 2: by file, line, key and value, with a remedy."""

from pathlib import Path

import pytest

from tests.command_line import hooper

HEAD = 'name = "a"\nquestion = "b"\nseed = 1\n[strategies.no_intervention]\n'
# What stands in the study; what is said about it.
WRONG = {
    "an unknown scheme": (
        '[strategies.target_marketing]\nscheme = "rfn"\n',
        ["study.toml:6: strategies.target_marketing.scheme", '"rfn" is not known', "give 'rfm'"],
    ),
    "tiers of more than everybody": (
        "[strategies.value_targeted_offer]\ngold_share = 0.9\n",
        ["study.toml:5: strategies.value_targeted_offer", "add up to 1.54", "lower one of them"],
    ),
    "a stage that has no lever": (
        '[strategies.stage_matched]\nfirst_to_last = ["gone"]\n',
        ["study.toml:6: strategies.stage_matched.first_to_last.0", '"gone" is not known', "'decline'"],
    ),
    "everybody held out and more": (
        "[strategies.closed_loop]\nheld_out_share = 1.5\n",
        ["study.toml:6: strategies.closed_loop.held_out_share", "1.5 is above 1", "at most 1"],
    ),
    "stages that fall": (
        "[strategies.closed_loop.stages]\nfading_gaps = 9.0\n",
        ["strategies.closed_loop.stages", "lost_gaps is 6 and fading_gaps 9", "longer silence"],
    ),
    "no reviews to learn from": (
        "[strategies.uplift_targeted_offer]\nreviews_kept = 0\n",
        ["study.toml:6: strategies.uplift_targeted_offer.reviews_kept", "0"],
    ),
    "a strategy that there is not": (
        "[strategies.closed_lop]\n",
        ["study.toml:5: strategies.closed_lop", "closed_loop"],
    ),
}


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_settings_of_a_strategy_that_are_wrong(text, told):
    Path("study.toml").write_text(HEAD + text)
    result = hooper("compare", "study.toml", "--out", "results")
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.stderr
    assert not Path("results").exists()
    assert all(part in result.stderr for part in told), result.stderr
