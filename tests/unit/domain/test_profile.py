from auditor.domain.profile import Device, Jurisdiction, Profile


def test_a_visitor_is_a_european_at_a_desk_unless_said_otherwise() -> None:
    assert Profile() == Profile(Jurisdiction.EU, Device.DESKTOP, "en-GB")
