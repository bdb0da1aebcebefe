// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// Ways in which contracts pay native coin, for the tests of the balance check. Never deployed anywhere else.

/// As an exchange pays out: many recipients in one transaction, each by a call of its own.
contract BatchPayer {
    function pay(address payable[] calldata recipients, uint256[] calldata amounts) external payable {
        for (uint256 i = 0; i < recipients.length; ++i) {
            (bool ok,) = recipients[i].call{value: amounts[i]}("");
            require(ok);
        }
    }
}

/// As a smart wallet pays: it holds the coin, and its owner tells it where to send it.
contract SmartWallet {
    receive() external payable {}

    function execute(address payable to, uint256 value, bytes calldata data) external returns (bytes memory) {
        (bool ok, bytes memory answer) = to.call{value: value}(data);
        require(ok);
        return answer;
    }

    /// Calls itself, and takes the payment back by failing; the transaction succeeds.
    function payAndRevert(address payable to, uint256 value) external {
        try this.payThenFail(to, value) {} catch {}
    }

    function payThenFail(address payable to, uint256 value) external {
        (bool ok,) = to.call{value: value}("");
        require(ok);
        revert("taken back");
    }
}

/// Pays by handing the work to a library: the frame shows a value that never moves twice.
contract Delegator {
    BatchPayer private immutable payer;

    constructor(BatchPayer payer_) {
        payer = payer_;
    }

    function pay(address payable[] calldata recipients, uint256[] calldata amounts) external payable {
        (bool ok,) = address(payer).delegatecall(abi.encodeCall(BatchPayer.pay, (recipients, amounts)));
        require(ok);
    }
}

/// Says what the deposit factory says of a sweep, and has swept nothing.
contract FalseFactory {
    event Swept(address indexed treasury, uint256 indexed index, address indexed asset, uint256 amount);

    function claim(address treasury, uint256 index, uint256 amount) external {
        emit Swept(treasury, index, address(0), amount);
    }
}
