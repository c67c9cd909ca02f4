"""What might the team be told? Proposals in plain words; whoever announces changes them as they like."""

from training.trials.models import Trial


def proposed_start(trial: Trial) -> str:
    """Return a proposal for telling the teams that a trial begins."""
    contract = trial.contract
    reports = ", ".join(str(row.employee) for row in contract.reports.select_related("employee"))
    return (
        f"From {contract.starts_on:%-d %B} until {contract.ends_on:%-d %B %Y}, {trial.candidate} tries leading: "
        f"as {contract.title} of {contract.team}, with {reports}.\n\n"
        f"It is a trial, in both directions. {trial.candidate} and {trial.sponsor} decide together at the end; "
        f"their place as an engineer is kept, and going back is as good an outcome as staying.\n\n"
        f"If you want to talk about it, {trial.sponsor} is there for you."
    )
