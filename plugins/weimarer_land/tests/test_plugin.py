"""What every plugin must hold."""

from wiedervorlage.testing import PluginSuite


class TestWeimarerLand(PluginSuite):
    key = "weimarer-land"
    expected_failures = {
        "overlaps": dict.fromkeys(
            (
                "u25 / flucht-asyl",
                "u25 / fallmanagement",
                "u25 / marktnah",
                "u25 / nicht-marktnah-unter-12",
                "flucht-asyl / fallmanagement",
                "flucht-asyl / marktnah",
                "flucht-asyl / nicht-marktnah-unter-12",
                "flucht-asyl / nicht-marktnah-ab-12",
                "fallmanagement / marktnah",
                "fallmanagement / nicht-marktnah-unter-12",
                "fallmanagement / nicht-marktnah-ab-12",
            ),
            "Kundengruppen ohne Vorrang: der früheste Tag gilt",
        ),
    }
