"""Monica's contacts: the table of that name, as its database writes it to CSV."""

from __future__ import annotations

from clientpulse.transfer.known_export import KnownExport, Reach

EXPORTS = (
    KnownExport(
        name="Monica",
        where="Monica itself exports SQL and JSON. Load its SQL into a database, and export the "
        "table `contacts` from there as CSV, with the names of its columns.",
        signs=frozenset(
            ("first_name", "last_name", "is_starred", "is_partial", "is_dead", "last_talked_to",
             "last_consulted_at", "stay_in_touch_frequency", "food_preferences")
        ),
        columns={
            "first": ("first_name",),
            "middle": ("middle_name",),
            "last": ("last_name",),
            "nickname": ("nickname",),
            "company": ("company",),
            "role": ("job", "job_position"),
            "birthday": ("birthdate",),
            "note": ("description",),
            "tags": ("tags",),
            "last_contact": ("last_talked_to",),
            "row_id": ("uuid", "id"),
            "dead": ("is_dead",),
        },
        emails=(Reach("email"),),
        phones=(Reach("phone"), Reach("phone_number")),
        nothing=frozenset(("NULL", r"\N")),
        repeats=(
            "id", "account_id", "vault_id", "gender_id", "created_at", "updated_at", "deleted_at",
            "avatar*", "has_avatar*", "default_avatar_color", "gravatar_url", "number_of_views",
            "is_active", "last_consulted_at", "vcard", "distant_etag", "distant_uuid",
            "distant_uri",
        ),
    ),
)  # fmt: skip
