"""What every plugin must hold."""

from wiedervorlage.testing import PluginSuite


class TestGoettingen(PluginSuite):
    key = "goettingen"
    expected_failures = {
        "overlaps": {
            "eigener-plan / alg1-im-blick": "beide lassen den Tag dem Betreuer",
            "uebergabe-entzogen / uebergabe-abgelehnt": "beide verlangen die Übergabe, der frühere Tag gilt",
        },
    }
