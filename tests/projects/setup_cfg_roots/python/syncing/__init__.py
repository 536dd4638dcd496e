from syncing.core import sync
