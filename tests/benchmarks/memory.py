"""The memory of another process, as Linux tells it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Watched:
    """A process whose peak can be set back to what it has now."""

    pid: int

    @property
    def folder(self) -> Path:
        return Path("/proc", str(self.pid))

    def reset(self) -> int:
        """Set the peak back; return the resident size now, in bytes."""
        (self.folder / "clear_refs").write_text("5")
        return self.status("VmRSS")

    def peak(self) -> int:
        """The largest resident size since then, in bytes."""
        return self.status("VmHWM")

    def status(self, name: str) -> int:
        for line in (self.folder / "status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1]) * 1024
        raise LookupError(name)
