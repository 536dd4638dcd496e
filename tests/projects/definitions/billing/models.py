from dataclasses import dataclass, field
from enum import Enum, auto
from typing import List, NamedTuple, Optional


class Kind(Enum):
    CREDIT = "credit"
    DEBIT = "debit"

    @property
    def sign(self) -> int:
        return 1 if self is Kind.CREDIT else -1


class Level(Enum):
    LOW = auto()
    HIGH = auto()


class Line(NamedTuple):
    text: str
    amount: int = 0

    def signed(self, kind: "Kind") -> int:
        return kind.sign * self.amount


@dataclass
class Base:
    name: str
    parent: Optional["Bill"] = None


@dataclass
class Bill(Base):
    kind: Kind = Kind.DEBIT
    lines: List[Line] = field(default_factory=list)

    def total(self) -> int:
        return sum(line.signed(self.kind) for line in self.lines)


@dataclass
class Refund(Bill):
    reason: str = ""
