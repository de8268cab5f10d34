namespace Mainstay.Sdk.Tests;

public sealed class OutcomeTests
{
    [Fact]
    public void A_value_and_a_failure_convert_by_themselves()
    {
        Outcome<string> good = "done";
        Outcome<string> bad = new Failure("a.code", "A sentence.");

        good.Try(out var value, out _).ShouldBeTrue();
        value.ShouldBe("done");
        bad.Try(out _, out var failure).ShouldBeFalse();
        failure!.Code.ShouldBe("a.code");
        Should.Throw<InvalidOperationException>(() => bad.Value);
        default(Outcome<string>).Succeeded.ShouldBeFalse();
    }
}
