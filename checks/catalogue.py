"""The catalogue: every check, in the order of the reports. Adding a check adds one line to each list."""

from auditor.domain.checks import Check
from auditor.domain.errors import UnknownName
from checks import (
    ambiguous_reject_label,
    close_counts_as_accept,
    consent_signal_mismatch,
    cookie_respawn,
    implied_consent,
    no_consent_interface,
    preticked_options,
    prior_storage_before_choice,
    prominence_asymmetry,
    reads_after_reject,
    refusal_not_persisted,
    reject_as_link,
    reject_missing_all_layers,
    reject_missing_first_layer,
    reject_more_effort,
    storage_after_reject,
    tracker_request_after_reject,
    tracker_request_before_choice,
    withdrawal_detriment,
    withdrawal_hard_to_find,
    withdrawal_mechanism_missing,
    withdrawal_more_effort,
    withdrawal_not_propagated,
    withdrawal_not_registered,
    withdrawal_reverts,
    withdrawal_scope_gap,
    withdrawal_state_not_shown,
    withdrawn_cookie_not_deleted,
    withdrawn_cookie_still_read_first_party,
    withdrawn_cookie_still_read_third_party,
    withdrawn_identifier_leak,
    withdrawn_storage_still_read,
    withdrawn_write,
)

MODULES = (
    no_consent_interface,
    reject_missing_first_layer,
    reject_missing_all_layers,
    reject_more_effort,
    implied_consent,
    close_counts_as_accept,
    reject_as_link,
    prominence_asymmetry,
    ambiguous_reject_label,
    preticked_options,
    prior_storage_before_choice,
    tracker_request_before_choice,
    storage_after_reject,
    tracker_request_after_reject,
    reads_after_reject,
    consent_signal_mismatch,
    refusal_not_persisted,
    withdrawal_mechanism_missing,
    withdrawal_hard_to_find,
    withdrawal_more_effort,
    withdrawal_detriment,
    withdrawal_state_not_shown,
    withdrawal_not_registered,
    withdrawn_cookie_still_read_first_party,
    withdrawn_cookie_still_read_third_party,
    withdrawn_storage_still_read,
    withdrawn_identifier_leak,
    withdrawn_write,
    cookie_respawn,
    withdrawn_cookie_not_deleted,
    withdrawal_not_propagated,
    withdrawal_reverts,
    withdrawal_scope_gap,
)
CATALOGUE: tuple[Check, ...] = tuple(module.CHECK for module in MODULES)


def page(check_id: str) -> str:
    """The documentation page of a check; raises `UnknownName`."""
    for module in MODULES:
        if check_id == module.CHECK.id:
            return module.__doc__ or ""
    raise UnknownName(f"there is no check {check_id[:60]}: `auditor explain` lists them")
