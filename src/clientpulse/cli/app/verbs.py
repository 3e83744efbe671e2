"""Groups that are verbs as well: ``pulse mistake acme ...`` beside ``pulse mistake list``."""

from __future__ import annotations

from typing import Any, ClassVar

from clientpulse.cli import app as frame
from clientpulse.cli.app.groups import PulseGroup, own_arguments


class VerbGroup(PulseGroup):
    """A group whose first word may be left out: then it is ``default``.

    A client that has the name of one of the group's commands is reached by naming the default too:
    ``pulse mistake add list "..."``.
    """

    default: ClassVar[str] = "add"

    plain: ClassVar[bool] = False
    """Whether the default is called like the group in JSON and in the journal."""

    alone: ClassVar[str] = "list"
    """The command for a client without more; the default where there is none."""

    bare: ClassVar[str | None] = None
    """The command where nothing is said, or only options; without one the group shows its help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the group's own options; what names no command belongs to the default one."""
        args = own_arguments(self, ctx, args)
        helping = {name for one in self.get_params(ctx) for name in one.opts}
        if not args and ctx.resilient_parsing:
            pass  # At the TAB key the commands are offered, too.
        elif self.bare and (not args or self._is_option_of(ctx, self.bare, args[0])):
            args = [self._behind_options(ctx, self.bare, args), *args]
        elif args and args[0] not in helping and args[0] not in self.list_commands(ctx):
            args = self._meant(ctx, args)
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete the name of a command, or what the command for nothing said takes first."""
        found = list(super().shell_complete(ctx, incomplete))
        if self.default == self.bare:
            command: Any = self.get_command(ctx, self.bare)
            first = next(one for one in command.params if one.param_type_name == "argument")
            found += first.shell_complete(ctx, incomplete)
        return found

    def _meant(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command before words that begin with none.

        Raises:
            InputError: The first is another word for a command that destroys.
        """
        verb, harmless = frame.words.verb(args[0].casefold(), self.commands)
        if verb and not ctx.resilient_parsing and not frame.unknown.is_client(ctx, args[0]):
            if not harmless:
                path = ctx.command_path
                raise frame.unknown.unknown_command(args[0], self.commands, path, verb)
            return [verb, *args[1:]]
        if args[0] == "help":
            return ["--help"]
        if not ctx.resilient_parsing:
            frame.unknown.check_spelling(ctx, args[0], self.commands)
        return [self.alone if self._is_alone(ctx, args) else self.default, *args]

    def _is_alone(self, ctx: Any, args: list[str]) -> bool:
        """Tell whether nothing follows a client but options of the command for one without more.

        At the TAB key something is still to follow.
        """
        if self.alone not in self.commands or args[0].startswith("-") or ctx.resilient_parsing:
            return False
        return self._are_options(ctx, self.alone, args[1:])

    def _behind_options(self, ctx: Any, bare: str, args: list[str]) -> str:
        """Return the command where options come first: more words belong to one that takes some."""
        command: Any = self.get_command(ctx, bare)
        takes_words = any(one.param_type_name == "argument" for one in command.params)
        return bare if takes_words or self._are_options(ctx, bare, args) else self.default

    def _are_options(self, ctx: Any, name: str, args: list[str]) -> bool:
        """Tell whether these are options of a command, and their values, alone."""
        command: Any = self.get_command(ctx, name)
        options = {name: one for one in command.params for name in one.opts if name[:1] == "-"}
        rest = iter(args)
        for word in rest:
            name, equals, _ = word.partition("=")
            if name not in options:
                return False
            if not equals and not options[name].is_flag:
                next(rest, None)
        return True

    def _is_option_of(self, ctx: Any, name: str, word: str) -> bool:
        command: Any = self.get_command(ctx, name)
        options = {one for each in command.params for one in each.opts}
        return word.startswith("-") and word.partition("=")[0] in options
