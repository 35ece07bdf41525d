"""Tables. Findings are rows, so that they can be asked for across audits; the whole document stands beside them."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up integer keys only
Moment = DateTime(timezone=True)


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class AuditRow(Base):
    """One audit; `owner` names the process that runs it, so that an interrupted one is noticed."""

    __tablename__ = "audits"
    __table_args__ = (Index(None, "created_at", "id"), Index(None, "registrable_domain"), Index(None, "status"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    registrable_domain: Mapped[str | None] = mapped_column(String(255))
    status: Mapped[str] = mapped_column(String(16))
    failure_code: Mapped[str | None] = mapped_column(String(64))
    failure_message: Mapped[str | None] = mapped_column(Text)
    jurisdiction: Mapped[str] = mapped_column(String(16))
    device: Mapped[str] = mapped_column(String(16))
    locale: Mapped[str] = mapped_column(String(35))
    created_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    owner: Mapped[str | None] = mapped_column(String(255))
    manifest_sha256: Mapped[str | None] = mapped_column(String(64))
    document: Mapped[dict[str, object] | None] = mapped_column(JSON)
    results: Mapped[list["ResultRow"]] = relationship(
        back_populates="audit", cascade="all, delete-orphan", passive_deletes=True, order_by="ResultRow.position"
    )


class ResultRow(Base):
    """What one check said in one audit."""

    __tablename__ = "results"
    __table_args__ = (Index(None, "check_id", "outcome"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    audit_id: Mapped[str] = mapped_column(ForeignKey("audits.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    check_id: Mapped[str] = mapped_column(String(80))
    check_version: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[str] = mapped_column(String(16))
    severity: Mapped[str] = mapped_column(String(16))
    confidence: Mapped[str] = mapped_column(String(16))
    summary: Mapped[str] = mapped_column(Text)
    audit: Mapped[AuditRow] = relationship(back_populates="results")
    findings: Mapped[list["FindingRow"]] = relationship(
        back_populates="result", cascade="all, delete-orphan", passive_deletes=True, order_by="FindingRow.position"
    )


class FindingRow(Base):
    """One concrete instance of a failure."""

    __tablename__ = "findings"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("results.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    summary: Mapped[str] = mapped_column(Text)
    evidence: Mapped[list[str]] = mapped_column(JSON)
    result: Mapped[ResultRow] = relationship(back_populates="findings")
