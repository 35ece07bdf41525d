"""Audits, results and findings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "audits",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("registrable_domain", sa.String(255)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("failure_code", sa.String(64)),
        sa.Column("failure_message", sa.Text),
        sa.Column("jurisdiction", sa.String(16), nullable=False),
        sa.Column("device", sa.String(16), nullable=False),
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("owner", sa.String(255)),
        sa.Column("manifest_sha256", sa.String(64)),
        sa.Column("document", sa.JSON),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audits")),
    )
    op.create_index(op.f("ix_audits_created_at_id"), "audits", ["created_at", "id"])
    op.create_index(op.f("ix_audits_registrable_domain"), "audits", ["registrable_domain"])
    op.create_index(op.f("ix_audits_status"), "audits", ["status"])
    op.create_table(
        "results",
        sa.Column("id", KEY, nullable=False),
        sa.Column("audit_id", sa.String(36), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("check_id", sa.String(80), nullable=False),
        sa.Column("check_version", sa.Integer, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("confidence", sa.String(16), nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
        sa.ForeignKeyConstraint(["audit_id"], ["audits.id"], op.f("fk_results_audit_id_audits"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_results_audit_id"), "results", ["audit_id"])
    op.create_index(op.f("ix_results_check_id_outcome"), "results", ["check_id", "outcome"])
    op.create_table(
        "findings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("result_id", KEY, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("evidence", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.ForeignKeyConstraint(
            ["result_id"], ["results.id"], op.f("fk_findings_result_id_results"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_findings_result_id"), "findings", ["result_id"])


def downgrade() -> None:
    """Go back."""
    op.drop_table("findings")
    op.drop_table("results")
    op.drop_table("audits")
